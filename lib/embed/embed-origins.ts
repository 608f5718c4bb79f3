import { RecentReads } from "@/lib/audit/recent-reads";
import { database } from "@/lib/database";
import { processState } from "@/lib/process-state";
import { isUuid } from "@/lib/uuid";

const known = processState("embed-origins", () => new RecentReads<readonly string[] | null>(10_000));

/** The origins whose pages may frame a dashboard, at most 5 s old; null when there is no such dashboard. */
export async function findEmbedOrigins(dashboardId: string): Promise<readonly string[] | null> {
  if (!isUuid(dashboardId)) return null;
  return known.get(dashboardId, () => readOrigins(dashboardId));
}

async function readOrigins(dashboardId: string): Promise<readonly string[] | null> {
  const dashboard = await database.dashboard.findUnique({
    where: { id: dashboardId },
    select: { project: { select: { allowedOrigins: true } } },
  });
  return dashboard ? dashboard.project.allowedOrigins.filter(isPlainOrigin) : null;
}

const plainOrigin = /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/;

/** Only what is exactly one origin goes into a header, whatever the table says; `URL` alone lets `*` pass. */
function isPlainOrigin(text: string): boolean {
  return plainOrigin.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
