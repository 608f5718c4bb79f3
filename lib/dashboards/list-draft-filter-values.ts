import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireDashboardAction } from "./dashboard-access";
import { type DraftFilterValuesInput, draftFilterValuesSchema } from "./draft-schema";
import type { FilterValuesView } from "./filter-schema";
import { filterValuesOf } from "./list-filter-values";
import { loadDashboardForViewing } from "./load-dashboard-for-viewing";
import { requireQueryWriting } from "./query-writing";
import { requireShownSources } from "./require-shown-sources";

/**
 * The values that a filter of a dashboard offers which is not saved yet, to those who may edit it: of the rows that they
 * and the dashboard's home tenant may read (R20), like those of a saved one. Nothing of what comes back is kept (R21).
 *
 * @throws DomainError `not_found` for a dashboard, connection or domain out of reach and for a filter that the draft does
 * not declare, `forbidden`, `invalid_input`, `query_refused`, and what the gate says
 */
export async function listDraftFilterValues(
  actor: Actor,
  dashboardId: string,
  input: DraftFilterValuesInput,
  signal?: AbortSignal,
): Promise<FilterValuesView> {
  const { declaredFilters, settings, ...asked } = parseInput(draftFilterValuesSchema, input);
  const { projectId } = await requireDashboardAction(actor, dashboardId, "edit");
  await requireQueryWriting(actor);
  await requireShownSources(database, actor, projectId, declaredFilters);
  const dashboard = await loadDashboardForViewing(actor, dashboardId, asked);
  return filterValuesOf(actor, { ...dashboard, filters: declaredFilters, settings }, asked, {}, signal);
}
