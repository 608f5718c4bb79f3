import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, pageArguments, toPage } from "@/lib/pagination";
import { type AuditEventView, type AuditFilter, type AuditPageInput, auditPageSchema } from "./audit-event-schema";
import { auditEventsMatching, toAuditEventView } from "./audit-event-view";
import { auditOrder } from "./audit-order";

/** Counting goes no further; an audit grows to millions, and nobody reads the exact number. */
const mostCounted = 10_000;

/**
 * What happened in the organization, newest first unless sorted otherwise, narrowed by the filters. `total` stops at 10,000.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listAuditEvents(
  actor: Actor,
  { page: input = {}, ...filter }: AuditFilter & { page?: AuditPageInput } = {},
): Promise<Page<AuditEventView>> {
  requirePermission(actor, "audit:read");
  const page = parseInput(auditPageSchema, input);
  const where = auditEventsMatching(actor, filter);
  await requireCursor(page.cursor, (id) => database.auditEvent.count({ where: { AND: [where, { id }] } }));
  const [rows, total] = await Promise.all([
    database.auditEvent.findMany({
      where,
      orderBy: auditOrder(page.sort),
      ...pageArguments(page),
    }),
    database.auditEvent.count({ where, take: mostCounted }),
  ]);
  const found = toPage(rows.map(toAuditEventView), page.limit, total);
  return total < mostCounted ? found : { ...found, totalIsLeast: true };
}
