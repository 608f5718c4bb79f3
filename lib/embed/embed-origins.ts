import { LRUCache } from "lru-cache";
import { hasChangedSince } from "@/lib/audit/recent-changes";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { processState } from "@/lib/process-state";
import { isUuid } from "@/lib/uuid";

const freshMilliseconds = 4_500;

interface KnownOrigins {
  readonly origins: readonly string[] | null;
  readonly readAt: number;
}

const known = processState("embed-origins", () => new LRUCache<string, KnownOrigins>({ max: 10_000 }));

/** The origins whose pages may frame a dashboard, at most 5 s old; null when there is no such dashboard. */
export async function findEmbedOrigins(dashboardId: string): Promise<readonly string[] | null> {
  if (!isUuid(dashboardId)) return null;
  const cached = known.get(dashboardId);
  const age = cached ? now().getTime() - cached.readAt : Number.POSITIVE_INFINITY;
  if (cached && age >= 0 && age < freshMilliseconds && !hasChangedSince(cached.readAt)) return cached.origins;
  const readAt = now().getTime();
  const dashboard = await database.dashboard.findUnique({
    where: { id: dashboardId },
    select: { project: { select: { allowedOrigins: true } } },
  });
  const origins = dashboard ? dashboard.project.allowedOrigins.filter(isPlainOrigin) : null;
  known.set(dashboardId, { origins, readAt });
  return origins;
}

const plainOrigin = /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/;

/** Only what is exactly one origin goes into a header, whatever the table says; `URL` alone lets `*` pass. */
function isPlainOrigin(text: string): boolean {
  return plainOrigin.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
