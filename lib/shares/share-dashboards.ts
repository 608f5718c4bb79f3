import { requirePermission } from "@/lib/authorization/require-permission";
import { requireDashboardAction } from "@/lib/dashboards/dashboard-access";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { holdPeople } from "@/lib/users/hold-people";
import { grantShare, refuseChanged } from "./share-dashboard";
import {
  type Grant,
  type ShareDashboardsInput,
  type ShareLine,
  type ShareResult,
  shareDashboardsSchema,
} from "./share-schema";

/** What one share of many came to, before it is known whether all of them hold. */
type Outcome = Pick<ShareLine, "dashboardId" | "grant"> & { readonly refusal: DomainError | null };

/** Ends the transaction without anything written; the outcomes are what is wanted from it. */
class HeldBack extends Error {
  constructor(readonly outcomes: readonly Outcome[]) {
    super("not everything could be shared");
  }
}

/**
 * Shares several dashboards with several subjects, each pair by the rules of `shareAsSeen`, and says for each what
 * came of it. With `all` a single refusal leaves everything as it was; with `each` dashboards stand for themselves and
 * so do their lines.
 *
 * @throws DomainError `forbidden` for a role that shares nothing, `invalid_input`; what is wrong with one line stands in its line
 */
export async function shareDashboards(actor: Actor, input: ShareDashboardsInput): Promise<ShareResult> {
  requirePermission(actor, "dashboard:share");
  const { dashboardIds, grants, mode, dashboardVersions } = parseInput(shareDashboardsSchema, input);
  const boards = dashboardIds.map((id, index) => ({ id, shownVersion: dashboardVersions?.[index] }));
  // In one order, so that two of these at once wait for one another instead of locking each other out.
  boards.sort((a, b) => (a.id < b.id ? -1 : 1));
  const outcomes = mode === "all" ? await shareAll(actor, boards, grants) : await shareEach(actor, boards, grants);
  const isApplied = mode === "each" || outcomes.every(({ refusal }) => refusal === null);
  const lines = outcomes.map((outcome) => toLine(outcome, isApplied));
  lines.sort((a, b) => dashboardIds.indexOf(a.dashboardId) - dashboardIds.indexOf(b.dashboardId) || a.grant - b.grant);
  return { applied: isApplied && lines.some(({ outcome }) => outcome === "shared"), lines };
}

/** A dashboard, with its version when its literals were looked at. */
interface Board {
  readonly id: string;
  readonly shownVersion: number | undefined;
}

async function shareAll(actor: Actor, boards: readonly Board[], grants: readonly Grant[]): Promise<readonly Outcome[]> {
  try {
    return await shareTogether(actor, boards, grants);
  } catch (error) {
    if (error instanceof HeldBack) return error.outcomes;
    throw error;
  }
}

async function shareEach(
  actor: Actor,
  boards: readonly Board[],
  grants: readonly Grant[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const board of boards) {
    for (const [index, grant] of grants.entries()) {
      const [outcome] = await shareAll(actor, [board], [grant]);
      if (outcome) outcomes.push({ ...outcome, grant: index });
    }
  }
  return outcomes;
}

/** One transaction for all of it. */
function shareTogether(actor: Actor, boards: readonly Board[], grants: readonly Grant[]): Promise<readonly Outcome[]> {
  return database.$transaction(
    async (transaction) => {
      if (grants.some(({ level }) => level === "OWNER")) await holdPeople(transaction, actor.organizationId);
      const outcomes: Outcome[] = [];
      for (const { id: dashboardId, shownVersion } of boards) {
        const access = await refusalOf(async () => {
          const found = await requireDashboardAction(actor, dashboardId, "share", { transaction, lock: true });
          refuseChanged(found, shownVersion);
          return found;
        });
        const mayBeUnseen = shownVersion !== undefined;
        for (const [grant, asked] of grants.entries()) {
          const given =
            access instanceof DomainError
              ? access
              : await refusalOf(() => grantShare(transaction, actor, access, asked, { mayBeUnseen }));
          outcomes.push({ dashboardId, grant, refusal: given instanceof DomainError ? given : null });
        }
      }
      if (outcomes.some(({ refusal }) => refusal)) throw new HeldBack(outcomes);
      return outcomes;
    },
    { timeout: 60_000 },
  );
}

/** What a rule refuses is an answer here; anything else is no rule and ends the whole. */
async function refusalOf<T>(work: () => Promise<T>): Promise<T | DomainError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function toLine({ dashboardId, grant, refusal }: Outcome, isApplied: boolean): ShareLine {
  if (refusal) {
    return { dashboardId, grant, outcome: "refused", error: { code: refusal.code, message: refusal.message } };
  }
  return { dashboardId, grant, outcome: isApplied ? "shared" : "held_back", error: null };
}
