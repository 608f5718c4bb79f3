import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { accessToDashboard } from "@/lib/dashboards/dashboard-access";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { openDashboardSession } from "./issue-embed-token";
import { type PreviewTokenInput, previewTokenSchema } from "./preview-token-schema";

/** Long enough to look, too short to be worth taking along. */
const previewSeconds = 900;

/**
 * Mints a token of 15 minutes for the portal's own look at an embed, under the very rules of a host's. It is for those
 * who may read the dashboard's secret (R05): with that they could mint the same. Recorded with who looked.
 *
 * @throws DomainError `forbidden`, `not_found`, `invalid_input` for policies, filters or a tenant that it cannot be for
 */
export async function issuePreviewToken(
  actor: Actor,
  input: PreviewTokenInput,
): Promise<{ readonly accessToken: string; readonly expiresAt: string }> {
  requirePermission(actor, "dashboard:secret");
  const { dashboardId, ...token } = parseInput(previewTokenSchema, input);
  const { id } = await accessToDashboard(actor, dashboardId);
  const dashboard = await database.dashboard.findFirstOrThrow({
    where: { id, organizationId: actor.organizationId },
    select: { id: true, organizationId: true, projectId: true, tenantId: true, title: true, filters: true },
  });
  const answer = await openDashboardSession(dashboard, { ...token, tokenExpiry: previewSeconds }).catch(notForTenant);
  await recordAuditEvent(database, actor, {
    action: "token.previewed",
    tenantId: token.tenantId ?? dashboard.tenantId,
    projectId: dashboard.projectId,
    targetId: dashboard.id,
    targetName: dashboard.title,
  });
  // The refresh token is a host server's; nobody holds this one's.
  return { accessToken: answer.accessToken, expiresAt: answer.expiresAt };
}

/** A host is told no more than of a wrong secret; an ADMIN may know what it is. */
function notForTenant(error: unknown): never {
  if (!(error instanceof DomainError) || error.code !== "unauthenticated") throw error;
  const message = "This dashboard is not shared with that tenant";
  throw new DomainError("invalid_input", message, { tenantId: message });
}
