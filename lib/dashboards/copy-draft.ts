import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, isTenantActor } from "@/lib/identity/actor";
import { insertDashboard } from "./create-dashboard";
import { requireDashboardAction } from "./dashboard-access";
import { chooseHome } from "./dashboard-home";
import { getDashboard } from "./dashboard-queries";
import { createDashboardSchema, type DashboardView } from "./dashboard-schema";
import { finishedCards } from "./draft-content";
import { type CopyDraftInput, copyDraftSchema } from "./draft-schema";
import { requireQueryWriting } from "./query-writing";
import { requireUsableInteractions } from "./require-usable-interactions";
import { takeDraft } from "./take-draft";

/**
 * Makes the caller's draft a dashboard of their own beside the one it was made on, in the same home, and ends the draft:
 * a way to keep one's work when somebody else has published another.
 *
 * @throws DomainError `not_found`, `forbidden`, `invalid_input` for what is not finished, `conflict` when another
 * revision is saved
 */
export async function copyDraft(actor: Actor, dashboardId: string, input: CopyDraftInput): Promise<DashboardView> {
  const { revision, title } = parseInput(copyDraftSchema, input);
  await requireQueryWriting(actor);
  const id = await database.$transaction(async (transaction) => {
    const source = await requireDashboardAction(actor, dashboardId, "edit", { transaction });
    requirePermission(actor, "dashboard:create");
    const { content } = await takeDraft(transaction, actor, source, revision);
    const wanted = isTenantActor(actor) ? undefined : source.tenantId;
    const tenantId = await chooseHome(transaction, actor, source.projectId, wanted);
    const definition = parseInput(createDashboardSchema, {
      ...content,
      projectId: source.projectId,
      title: title ?? `${content.title.slice(0, 193)} (copy)`,
      cards: finishedCards(content).map(({ id: _, ...card }) => card),
    });
    const home = { projectId: source.projectId, storedIn: source.id };
    await requireUsableInteractions(actor, transaction, home, definition);
    return insertDashboard(transaction, actor, { ...definition, tenantId, copyOf: source.id });
  });
  return getDashboard(actor, id);
}
