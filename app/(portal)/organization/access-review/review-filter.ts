import { type AccessReviewFilter, accessReviewFilterSchema } from "@/lib/shares/access-schema";
import { type SearchParams, single } from "../../_shell/list-input";

const dayMilliseconds = 86_400_000;

/** The filters in the address, days counted from `now`; what makes no sense there is left out. */
export function reviewFilter(params: SearchParams, now: Date): AccessReviewFilter {
  const candidates = {
    tenantId: single(params, "tenantId"),
    userId: single(params, "userId"),
    dashboardId: single(params, "dashboardId"),
    through: single(params, "through"),
    unusedSince: daysFrom(now, single(params, "unused"), -1),
    expiringBefore: daysFrom(now, single(params, "expiring"), 1),
  };
  return Object.fromEntries(
    Object.entries(candidates).filter(
      ([name, value]) => value !== undefined && accessReviewFilterSchema.safeParse({ [name]: value }).success,
    ),
  );
}

function daysFrom(now: Date, days: string | undefined, direction: 1 | -1): string | undefined {
  if (days === undefined || !/^\d{1,4}$/.test(days)) return undefined;
  return new Date(now.getTime() + direction * Number(days) * dayMilliseconds).toISOString();
}
