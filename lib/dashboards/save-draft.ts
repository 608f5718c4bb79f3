import { database, onUniqueViolation } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { type DashboardAccess, requireDashboardAction } from "./dashboard-access";
import { draftAuthor, draftChanged, draftChangedMessage, ownDraft } from "./draft-author";
import { type DraftContent, type SaveDraftInput, type SavedDraft, saveDraftSchema } from "./draft-schema";
import { requireQueryWriting } from "./query-writing";
import { restoreSources } from "./restore-sources";

const savedSelect = { baseVersion: true, revision: true, updatedAt: true } as const;

/**
 * Keeps what somebody is making of a dashboard, for themselves alone and without a word about it to viewers. It
 * overwrites only the revision that its author has seen, so that a second window never loses what the first one saved. What
 * it says of a domain that its author does not see stays as they saved it while they did (R09).
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`, `conflict` when another revision is saved
 */
export async function saveDraft(actor: Actor, dashboardId: string, input: SaveDraftInput): Promise<SavedDraft> {
  const { revision, baseVersion, content } = parseInput(saveDraftSchema, input);
  const access = await requireDashboardAction(actor, dashboardId, "edit");
  const userId = draftAuthor(actor);
  await requireQueryWriting(actor);
  if (baseVersion > access.version) {
    const message = "The dashboard has no such version";
    throw new DomainError("invalid_input", message, { baseVersion: message });
  }
  const own = { ...ownDraft(actor, access, userId), revision };
  const before = await database.dashboardDraft.findFirst({ where: own, select: { content: true } });
  const whole = before ? restoreSources(content, before.content as unknown as DraftContent) : content;
  const data = { baseVersion, content: whole as Prisma.InputJsonObject };
  const saved = revision === 0 ? await begin(actor, access, userId, data) : await goOn(own, data);
  return { ...saved, updatedAt: saved.updatedAt.toISOString() };
}

interface DraftData {
  readonly baseVersion: number;
  readonly content: Prisma.InputJsonObject;
}

function begin({ organizationId }: Actor, { id: dashboardId }: DashboardAccess, userId: string, data: DraftData) {
  const draft = { ...data, organizationId, dashboardId, userId };
  return onUniqueViolation(
    draftChangedMessage,
    () => database.dashboardDraft.create({ data: draft, select: savedSelect }),
    "revision",
  );
}

async function goOn(own: Prisma.DashboardDraftWhereInput, data: DraftData) {
  const [saved] = await database.dashboardDraft.updateManyAndReturn({
    where: own,
    data: { ...data, revision: { increment: 1 } },
    select: savedSelect,
  });
  if (!saved) throw draftChanged();
  return saved;
}
