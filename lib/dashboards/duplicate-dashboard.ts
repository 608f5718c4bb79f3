import { requirePermission } from "@/lib/authorization/require-permission";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, isTenantActor } from "@/lib/identity/actor";
import type { ParsedCard } from "./card-schema";
import { insertDashboard, type NewDashboard } from "./create-dashboard";
import { type DashboardAccess, requireDashboardAction } from "./dashboard-access";
import { chooseHome } from "./dashboard-home";
import { getDashboard } from "./dashboard-queries";
import { type DashboardView, type DuplicateDashboardInput, duplicateDashboardSchema } from "./dashboard-schema";
import { cardSelect, toFilters, toPresentation } from "./dashboard-view";
import { hideSources } from "./hide-sources";
import { requireQueryWriting } from "./query-writing";
import { seenDomains } from "./seen-domains";

/**
 * Copies a dashboard's definition into a new one of the actor's own: nobody else's shares, no secret, no versions come
 * along. It needs EDITOR, because the copy shows its queries, and sight of all domains that they ask (R09). An
 * organization's dashboard may be copied for a tenant; a tenant's stays in that tenant, where its queries run under the
 * tenant's rules whoever looks (R20).
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input`
 */
export async function duplicateDashboard(
  actor: Actor,
  dashboardId: string,
  input: DuplicateDashboardInput = {},
): Promise<DashboardView> {
  const { title, tenantId } = parseInput(duplicateDashboardSchema, input);
  await requireQueryWriting(actor);
  const id = await database.$transaction(async (transaction) => {
    const source = await requireDashboardAction(actor, dashboardId, "edit", { transaction });
    const home = tenantId === undefined && !isTenantActor(actor) ? source.tenantId : tenantId;
    return copyDashboard(transaction, actor, source, { home, title: title ?? `${source.title.slice(0, 193)} (copy)` });
  });
  return getDashboard(actor, id);
}

/** Where a copy is to be at home, as `chooseHome` takes it, and what it is called. */
interface Copy {
  readonly home: string | null | undefined;
  readonly title: string;
}

/**
 * Writes a copy of a dashboard that the actor may edit and returns its id; duplicating and copying for tenants share it.
 *
 * @throws DomainError `forbidden`, `not_found`, `invalid_input`
 */
export async function copyDashboard(
  transaction: Transaction,
  actor: Actor,
  source: DashboardAccess,
  { home: wanted, title }: Copy,
): Promise<string> {
  requirePermission(actor, "dashboard:create");
  const home = await chooseHome(transaction, actor, source.projectId, wanted);
  if (source.tenantId !== null && home !== source.tenantId) {
    throw new DomainError("invalid_input", "A tenant's dashboard can be copied inside that tenant only", {
      tenantId: "Choose the tenant that the dashboard is at home in",
    });
  }
  const stored = await definitionOf(transaction, source);
  const definition = hideSources(stored, await seenDomains(actor, source.projectId, stored));
  return insertDashboard(transaction, actor, { ...definition, title, tenantId: home, copyOf: source.id });
}

async function definitionOf(
  transaction: Transaction,
  { id, projectId }: DashboardAccess,
): Promise<Omit<NewDashboard, "title" | "tenantId" | "copyOf">> {
  const { description, filters, cards, ...presentation } = await transaction.dashboard.findUniqueOrThrow({
    where: { id },
    select: {
      description: true,
      filters: true,
      tabs: true,
      settings: true,
      cards: { select: cardSelect, orderBy: { id: "asc" } },
    },
  });
  return {
    projectId,
    description,
    filters: toFilters(filters),
    // Stored cards have been through the card schema already.
    cards: cards.map(({ id: _, ...card }) => card as unknown as ParsedCard),
    ...toPresentation(presentation),
  };
}
