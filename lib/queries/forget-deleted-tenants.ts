import { noteChange } from "@/lib/audit/recent-changes";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { logSeldom } from "@/lib/log-seldom";
import { processState } from "@/lib/process-state";
import { memoryResults } from "./memory-results";
import { deleteSharedResults } from "./shared-results";

const pauseMilliseconds = 2_000;
/** How far back the first look goes: longer than anything is kept. */
const longestKeptMilliseconds = 86_400_000;
/** How long a deletion's transaction, and a query that was under way meanwhile, can take at most. */
const overlapMilliseconds = 300_000;

interface Looks {
  /** When the last complete look began, by a clock that nobody sets; null before the first. */
  lookedAt: number | null;
  /** Tenants that the last look found, so that the next one knows which are new. */
  known: ReadonlySet<string>;
  timer: NodeJS.Timeout | null;
}

const state = processState<Looks>("queries.deleted-tenants", () => ({
  lookedAt: null,
  known: new Set(),
  timer: null,
}));

/**
 * From the first kept answer on, removes the rows of tenants that are deleted, in this process and in Redis, within 5 s
 * and whichever instance deleted them. Nobody could ask for those rows any more; they are not to lie about either.
 */
export function forgetDeletedTenantsFromNowOn(): void {
  state.timer ??= setInterval(() => void sweep(), pauseMilliseconds).unref();
}

async function sweep(): Promise<void> {
  memoryResults().deleteExpired(now().getTime());
  try {
    await forgetDeletedTenants();
  } catch (error) {
    logSeldom("results of deleted tenants could not be looked for", error);
  }
}

/**
 * One look: what the audit says was deleted since the last one. What Redis did not do is tried again at the next. A
 * deletion that another instance made ends what is remembered here of who may do what: else a token or key of the tenant
 * would go on for seconds, and keep rows anew that were just removed.
 */
export async function forgetDeletedTenants(): Promise<void> {
  const startedAt = performance.now();
  const { lookedAt } = state;
  const back = lookedAt === null ? longestKeptMilliseconds : startedAt - lookedAt + overlapMilliseconds;
  const deleted = await deletedWithin(back);
  if (deleted.some((tenantId) => !state.known.has(tenantId))) noteChange();
  state.known = new Set(deleted);
  for (const tenantId of deleted) memoryResults().deleteTenant(tenantId);
  const done = await Promise.all(deleted.map(deleteSharedResults));
  if (done.every(Boolean)) state.lookedAt = startedAt;
}

/** By the database's own clock, which also stamps the events of commands. */
async function deletedWithin(milliseconds: number): Promise<string[]> {
  const rows = await database.$queryRaw<{ tenantId: string }[]>`
    SELECT DISTINCT e.tenant_id AS "tenantId"
    FROM organizations AS o
      JOIN audit_events AS e ON e.organization_id = o.id AND e.action = 'tenant.deleted'
        AND e.occurred_at >= now() - make_interval(secs => ${milliseconds / 1_000}::float8)
    WHERE e.tenant_id IS NOT NULL`;
  return rows.map(({ tenantId }) => tenantId);
}
