import { type AuditFilter, auditFilterSchema } from "@/lib/audit/audit-event-schema";
import { type SearchParams, single } from "../../_shell/list-input";

/** The filters in the address, days as whole days of UTC; what makes no sense there is left out. */
export function auditFilter(params: SearchParams): AuditFilter {
  const from = single(params, "from");
  const to = single(params, "to");
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const candidates = {
    tenantId: single(params, "tenantId"),
    action: single(params, "action"),
    actorId: single(params, "actorId"),
    from: from && day.test(from) ? `${from}T00:00:00.000Z` : undefined,
    to: to && day.test(to) ? dayAfter(to) : undefined,
  };
  return Object.fromEntries(
    Object.entries(candidates).filter(
      ([name, value]) => value !== undefined && auditFilterSchema.safeParse({ [name]: value }).success,
    ),
  );
}

function dayAfter(day: string): string | undefined {
  const start = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(start) ? undefined : new Date(start + 86_400_000).toISOString();
}
