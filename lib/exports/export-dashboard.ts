import { queueAuditEvent } from "@/lib/audit/audit-queue";
import { auditActorId } from "@/lib/audit/audit-row";
import { requireTenancyOn } from "@/lib/audit/require-tenancy-on";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { openDashboardRun } from "@/lib/dashboards/run-dashboard";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, tenantOf } from "@/lib/identity/actor";
import { log } from "@/lib/log";
import { noBrowser } from "./browser";
import { drawDashboard } from "./draw-dashboard";
import { type ExportDashboardInput, exportDashboardSchema } from "./export-dashboard-schema";
import { takeExportPlace } from "./export-places";
import { findBrowser } from "./find-browser";
import { printedDashboard } from "./printed-dashboard";
import { issueRenderToken, withdrawRenderToken } from "./render-tokens";

/** A file on its way to whoever asked for it. */
export interface DashboardFile {
  readonly bytes: Buffer;
  readonly contentType: "application/pdf" | "image/png";
  /** For people: the dashboard's title and the format's ending. */
  readonly fileName: string;
}

/**
 * A dashboard as a PDF or a picture, drawn on the server exactly as this actor sees it: their policies, their locked
 * filters, the home tenant's context. The browser that draws it gets a token for this one drawing and nothing of the
 * actor's own (R24). Recorded as an export.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`, `rate_limited` when too many exports wait,
 * `data_source_unavailable` without a browser or when drawing failed
 */
export async function exportDashboard(
  actor: Actor,
  dashboardId: string,
  input: ExportDashboardInput,
  signal: AbortSignal = new AbortController().signal,
): Promise<DashboardFile> {
  requireTenancyOn(actor, { action: "dashboard.exported" });
  const options = parseInput(exportDashboardSchema, input);
  const { filters, asTenantId, format } = options;
  const dashboard = await getDashboard(actor, dashboardId);
  const tenantName = asTenantId ? await nameOfTenant(actor, asTenantId) : null;
  const printed = printedDashboard(dashboard, options, tenantName);
  if (!(await findBrowser())) throw noBrowser();
  const leave = await takeExportPlace(tenantOf(actor) ?? auditActorId(actor), signal);
  try {
    const cardIds = printed.sections.flatMap(({ cards }) =>
      cards.flatMap(({ id, kind }) => (kind === "TEXT" ? [] : id)),
    );
    const outcomes = await openDashboardRun(actor, dashboardId, { filters, asTenantId, cardIds, signal });
    queueAuditEvent(actor, {
      action: "dashboard.exported",
      tenantId: dashboard.tenantId ?? asTenantId ?? tenantOf(actor),
      projectId: dashboard.projectId,
      targetId: dashboard.id,
      targetName: dashboard.title,
      details: { format, cards: cardIds.length },
    });
    const token = issueRenderToken({ dashboard: printed, outcomes });
    try {
      const timeZone = options.timeZone ?? dashboard.settings.timeZone;
      const bytes = await drawDashboard(token, dashboard.title, { ...options, timeZone }, signal);
      const contentType = format === "pdf" ? "application/pdf" : "image/png";
      return { bytes, contentType, fileName: `${dashboard.title}.${format}` };
    } finally {
      await withdrawRenderToken(token);
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (!signal.aborted) log.error({ err: error, dashboardId }, "a dashboard could not be drawn");
    throw new DomainError("data_source_unavailable", "The dashboard could not be drawn. Try again in a moment.");
  } finally {
    leave();
  }
}

async function nameOfTenant({ organizationId }: Actor, id: string): Promise<string | null> {
  const tenant = await database.tenant.findFirst({ where: { id, organizationId }, select: { name: true } });
  return tenant?.name ?? null;
}
