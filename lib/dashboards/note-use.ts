import { LRUCache } from "lru-cache";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { type Actor, userOf } from "@/lib/identity/actor";
import { logSeldom } from "@/lib/log-seldom";
import { processState } from "@/lib/process-state";

interface Use {
  readonly organizationId: string;
  readonly dashboardId: string;
  readonly userId: string;
  readonly usedAt: Date;
}

interface UseNotes {
  /** When a use was last noted here, in milliseconds: looking again within a minute says nothing new. */
  readonly noted: LRUCache<string, number>;
  readonly waiting: Map<string, Use>;
  timer: NodeJS.Timeout | null;
}

const flushMilliseconds = 2_000;
const sameUseMilliseconds = 60_000;
const mostWaiting = 20_000;

const notes = processState<UseNotes>("dashboard-uses", () => ({
  noted: new LRUCache({ max: mostWaiting }),
  waiting: new Map(),
  timer: null,
}));

/**
 * Notes that a person looked at a dashboard, without making them wait: written within two seconds, once a minute for a
 * person and a dashboard. Programs and bearers of a dashboard token are nobody. It is a convenience of the access
 * review, never a proof: what the audit says is proof, so what cannot be written here is let go.
 */
export function noteUse(actor: Actor, dashboardId: string): void {
  const userId = userOf(actor);
  if (!userId || notes.waiting.size >= mostWaiting) return;
  const key = `${dashboardId} ${userId}`;
  const usedAt = now();
  const last = notes.noted.get(key);
  if (last !== undefined && Math.abs(usedAt.getTime() - last) < sameUseMilliseconds) return;
  notes.noted.set(key, usedAt.getTime());
  notes.waiting.set(key, { organizationId: actor.organizationId, dashboardId, userId, usedAt });
  notes.timer ??= setTimeout(() => void flushUses(), flushMilliseconds);
}

/** Writes what waits; people and dashboards that are gone by now are left out. */
export async function flushUses(): Promise<void> {
  if (notes.timer) clearTimeout(notes.timer);
  notes.timer = null;
  const uses = [...notes.waiting.values()];
  notes.waiting.clear();
  if (uses.length === 0) return;
  try {
    await database.$executeRaw`
      INSERT INTO dashboard_uses (organization_id, dashboard_id, user_id, used_at)
      SELECT d.organization_id, d.id, u.id, r."usedAt"
      FROM jsonb_to_recordset(${JSON.stringify(uses)}::jsonb)
        AS r("organizationId" uuid, "dashboardId" uuid, "userId" uuid, "usedAt" timestamptz)
      JOIN dashboards d ON d.id = r."dashboardId" AND d.organization_id = r."organizationId"
      JOIN users u ON u.id = r."userId" AND u.organization_id = r."organizationId"
      ORDER BY d.id, u.id
      ON CONFLICT (dashboard_id, user_id) DO UPDATE SET used_at = GREATEST(dashboard_uses.used_at, EXCLUDED.used_at)`;
  } catch (error) {
    logSeldom("last uses of dashboards could not be written", error);
  }
}
