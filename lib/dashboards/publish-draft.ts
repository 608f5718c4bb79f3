import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { uuidv7 } from "@/lib/uuid";
import { requireDashboardAction } from "./dashboard-access";
import { getDashboard } from "./dashboard-queries";
import { updateDashboardSchema } from "./dashboard-schema";
import { finishedCards } from "./draft-content";
import type { DraftContent, PublishDraftInput, PublishedDraft } from "./draft-schema";
import { publishDraftSchema } from "./draft-schema";
import { requireQueryWriting } from "./query-writing";
import { requireUsableInteractions } from "./require-usable-interactions";
import { saveCards } from "./save-cards";
import { takeDraft } from "./take-draft";
import { applyEdit } from "./update-dashboard";

/**
 * Makes the caller's draft the dashboard's next version, through the same checks as any edit, and ends the draft. It
 * refuses when somebody else has published since the draft began: nobody's work is overwritten unseen, and the draft
 * stays for its author to compare.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input` for what is not finished, `conflict` with `version` in
 * its fields when somebody else was faster, with `revision` when another window was
 */
export async function publishDraft(
  actor: Actor,
  dashboardId: string,
  input: PublishDraftInput,
): Promise<PublishedDraft> {
  const { revision, note } = parseInput(publishDraftSchema, input);
  await requireQueryWriting(actor);
  const cardIds = await database.$transaction(async (transaction) => {
    const access = await requireDashboardAction(actor, dashboardId, "edit", { transaction, lock: true });
    const { baseVersion, content } = await takeDraft(transaction, actor, access, revision);
    if (baseVersion !== access.version) throw outdated(access.version);
    const { ids, finished } = await withCardIds(transaction, access.id, content);
    const { cards = [], version: _, ...fields } = parseInput(updateDashboardSchema, finished);
    const home = { projectId: access.projectId, storedIn: access.id };
    await requireUsableInteractions(actor, transaction, home, { cards, filters: fields.filters });
    await saveCards(transaction, actor, access, cards, { reviveRemoved: true });
    await applyEdit(transaction, actor, access, fields, {
      action: "dashboard.edited",
      details: { parts: Object.keys(fields).concat("cards") },
      note,
    });
    return ids;
  });
  return { dashboard: await getDashboard(actor, dashboardId), cardIds };
}

/** Cards that are new in a draft get ids of ours: an id that a browser made up could be another dashboard's. */
async function withCardIds(transaction: Transaction, dashboardId: string, content: DraftContent) {
  const existing = await transaction.card.findMany({ where: { dashboardId }, select: { id: true } });
  const known = new Set(existing.map(({ id }) => id));
  const fresh = content.cards.filter(({ id }) => !known.has(id));
  const ids = Object.fromEntries(fresh.map(({ id }) => [id, uuidv7()]));
  const cards = finishedCards(content).map((card) => ({ ...card, id: ids[String(card.id)] ?? card.id }));
  return { ids, finished: { ...content, cards } };
}

function outdated(version: number): DomainError {
  return new DomainError("conflict", "Somebody else has published since you began. Compare before you publish.", {
    version: String(version),
  });
}
