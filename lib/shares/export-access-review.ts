import { findAuditedTenant } from "@/lib/audit/find-audited-tenant";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { csvLine } from "@/lib/csv-line";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type AccessReviewFilter, accessReviewFilterSchema, type ReviewedAccess } from "./access-schema";
import { listAccessReview } from "./list-access-review";

const header = [
  "person",
  "email",
  "personId",
  "role",
  "tenant",
  "dashboard",
  "dashboardId",
  "dashboardHome",
  "through",
  "group",
  "shareId",
  "levelGiven",
  "levelEffective",
  "until",
  "lastUsed",
];

const batchSize = 200;

/** More lines than this are no review any more; the file says so where it stops. */
export const mostReviewLines = 200_000;

/**
 * The access review as CSV in pieces, a line for each person, dashboard and way: the whole never stands in memory, a
 * reader who leaves stops it, and it ends after 200,000 lines with one that says so. Taking it away is an event, written
 * before the first line. Cells that a spreadsheet would run begin with an apostrophe.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function exportAccessReview(
  actor: Actor,
  input: AccessReviewFilter = {},
): Promise<AsyncGenerator<string, void, undefined>> {
  requirePermission(actor, "access_review:read");
  const filter = parseInput(accessReviewFilterSchema, input);
  const tenant = filter.tenantId ? await findAuditedTenant(actor.organizationId, filter.tenantId) : null;
  await database.$transaction((transaction) =>
    recordAuditEvent(transaction, actor, {
      action: "access_review.exported",
      tenantId: tenant?.id ?? null,
      details: { filters: Object.keys(filter) },
    }),
  );
  return lines(actor, filter);
}

async function* lines(actor: Actor, filter: AccessReviewFilter): AsyncGenerator<string, void, undefined> {
  yield csvLine(header);
  let written = 0;
  let cursor: string | undefined;
  do {
    const page = await listAccessReview(actor, { ...filter, limit: batchSize, ...(cursor ? { cursor } : {}) });
    const piece = page.data.flatMap(linesOf);
    yield piece.join("");
    written += piece.length;
    cursor = page.nextCursor ?? undefined;
    if (cursor && written >= mostReviewLines) {
      yield csvLine([`Stopped after ${written} lines. Narrow the review by tenant, person or dashboard.`]);
      return;
    }
  } while (cursor);
}

function linesOf(one: ReviewedAccess): string[] {
  return one.ways.map((way) =>
    csvLine([
      one.displayName,
      one.email,
      one.userId,
      one.role,
      one.tenantName,
      one.dashboardTitle,
      one.dashboardId,
      one.dashboardTenantName,
      way.kind,
      way.groupName,
      way.shareId,
      way.level,
      one.level,
      way.expiresAt,
      one.lastUsedAt,
    ]),
  );
}
