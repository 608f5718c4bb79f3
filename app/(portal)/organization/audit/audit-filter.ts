import { type AuditFilter, auditFilterSchema } from "@/lib/audit/audit-event-schema";
import { now } from "@/lib/clock";
import { type SearchParams, single } from "../../_shell/list-input";
import { type AuditPeriod, periods } from "./audit-period";

/** The filters in the address, days as whole days of UTC; what makes no sense there is left out. */
export function auditFilter(params: SearchParams): AuditFilter {
  const candidates = {
    tenantId: single(params, "tenantId"),
    action: single(params, "action"),
    actorId: single(params, "actorId"),
    targetId: single(params, "targetId"),
    ...timeRange(params),
  };
  return Object.fromEntries(
    Object.entries(candidates).filter(
      ([name, value]) => value !== undefined && auditFilterSchema.safeParse({ [name]: value }).success,
    ),
  );
}

/** A period up to now when one is chosen, else the days that are. */
function timeRange(params: SearchParams): { from?: string; to?: string } {
  const period = periods[single(params, "period") as AuditPeriod];
  if (period) return { from: new Date(now().getTime() - period.hours * 3_600_000).toISOString() };
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const from = single(params, "from");
  const to = single(params, "to");
  return {
    ...(from && day.test(from) ? { from: `${from}T00:00:00.000Z` } : {}),
    ...(to && day.test(to) ? { to: dayAfter(to) } : {}),
  };
}

function dayAfter(day: string): string | undefined {
  const start = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(start) ? undefined : new Date(start + 86_400_000).toISOString();
}
