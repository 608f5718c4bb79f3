import type { Transaction } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { DashboardAccess } from "./dashboard-access";
import { draftAuthor, draftChanged, ownDraft } from "./draft-author";
import type { DraftContent } from "./draft-schema";
import { hideSources } from "./hide-sources";
import { seenDomains } from "./seen-domains";

/**
 * Takes the caller's draft off its shelf: read and removed in one, so that of two windows one only goes on with it. What
 * it says of domains that its author no longer sees is left out, as when they read it (R09).
 *
 * @throws DomainError `forbidden`, `conflict` when the saved draft is not the one its author has seen
 */
export async function takeDraft(
  transaction: Transaction,
  actor: Actor,
  access: DashboardAccess,
  revision: number,
): Promise<{ readonly baseVersion: number; readonly content: DraftContent }> {
  const where = { ...ownDraft(actor, access, draftAuthor(actor)), revision };
  const draft = await transaction.dashboardDraft.findFirst({ where, select: { baseVersion: true, content: true } });
  const { count } = await transaction.dashboardDraft.deleteMany({ where });
  if (!draft || count === 0) throw draftChanged();
  const content = draft.content as unknown as DraftContent;
  return {
    baseVersion: draft.baseVersion,
    content: hideSources(content, await seenDomains(actor, access.projectId, content)),
  };
}
