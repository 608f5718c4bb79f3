import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type AddCardInput, addCardSchema } from "./add-card-schema";
import type { CardInput, CardView } from "./card-schema";
import { requireDashboardAction } from "./dashboard-access";
import { getDashboard } from "./dashboard-queries";
import type { DashboardView } from "./dashboard-schema";
import { freePlace } from "./move-card";
import { isOnTab, shownTab } from "./tab-cards";
import { updateDashboard } from "./update-dashboard";

/**
 * Adds one card to a dashboard, in the first free place of a tab, as an edit like any other: on the version that the
 * caller has seen, so that what somebody else has changed since is neither lost nor joined unseen. Where the given card
 * says it stands does not count, its size does.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`, `conflict` when somebody else was faster
 */
export async function addCard(actor: Actor, dashboardId: string, input: AddCardInput): Promise<DashboardView> {
  await requireDashboardAction(actor, dashboardId, "edit");
  const { card, version } = parseInput(addCardSchema, input);
  const { cards, tabs } = await getDashboard(actor, dashboardId);
  const tab = shownTab(tabs, card.tabId);
  const beside = cards.filter((one) => isOnTab(one, tabs, tab));
  const layout = freePlace(beside, card.layout.width, card.layout.height);
  return updateDashboard(actor, dashboardId, {
    version,
    cards: [...cards.map(asInput), { ...card, layout, tabId: tab }],
  });
}

/** A card as it was read, to be written as it was. */
function asInput(card: CardView): CardInput {
  if (card.kind === "TEXT") return card;
  const { fields: _, ...input } = card;
  return input;
}
