import { RecentReads } from "@/lib/audit/recent-reads";
import { database } from "@/lib/database";
import { processState } from "@/lib/process-state";
import { isUuid } from "@/lib/uuid";

const known = processState("embed-origins", () => new RecentReads<EmbedPlace | null>(10_000));

/** What an embed's address names, and whose pages may frame it. */
export interface EmbedPlace {
  readonly of: "dashboard" | "project";
  readonly origins: readonly string[];
}

/** The place behind a dashboard's or project's id, at most 5 s old; null when there is none. */
export async function findEmbedPlace(id: string): Promise<EmbedPlace | null> {
  if (!isUuid(id)) return null;
  return known.get(id, () => readPlace(id));
}

async function readPlace(id: string): Promise<EmbedPlace | null> {
  const select = { allowedOrigins: true };
  const [dashboard, project] = await Promise.all([
    database.dashboard.findUnique({ where: { id }, select: { project: { select } } }),
    database.project.findUnique({ where: { id }, select }),
  ]);
  const found = dashboard?.project ?? project;
  return found && { of: dashboard ? "dashboard" : "project", origins: found.allowedOrigins.filter(isPlainOrigin) };
}

const plainOrigin = /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/;

/** Only what is exactly one origin goes into a header, whatever the table says; `URL` alone lets `*` pass. */
function isPlainOrigin(text: string): boolean {
  return plainOrigin.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
