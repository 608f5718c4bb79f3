import { namedColumns } from "@/components/charts/carried-options";
import type { ChartChoice } from "@/components/charts/chart-choice";
import { type DataTable, findColumn } from "@/components/charts/data-table";
import { optionsFor, suggestChart } from "@/components/charts/suggest-chart";
import { drawableCard } from "@/components/dashboard-editor/card-of-draft";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { ChosenChart } from "./exploration";

/**
 * The drawing for an answer as a card: what was chosen where the rows still have its columns, the same kind with what is
 * there of them where not, and what the data suggests for whom nothing was chosen.
 */
export function cardOf(id: string, title: string, chart: ChosenChart | null, rows: DataTable | null): DraftCard {
  const card = (shown: ChosenChart) => ({
    ...blank,
    id,
    title,
    ...shown,
    options: shown.options as DraftCard["options"],
  });
  if (chart === null) return card(rows ? asChosen(suggestChart(rows)) : { kind: "TABLE", options: {} });
  const chosen = card(chart);
  if (rows === null || !drawableCard(chosen)) return chosen;
  const choice = chart as unknown as ChartChoice;
  if (namedColumns(choice).every((name) => findColumn(rows, name) !== null)) return chosen;
  const options = optionsFor(choice.kind, rows, choice);
  return card(options ? { kind: choice.kind, options: { ...options } } : asChosen(suggestChart(rows)));
}

const asChosen = ({ kind, options }: ChartChoice): ChosenChart => ({ kind, options: { ...options } });

const blank = {
  description: "",
  layout: { x: 0, y: 0, width: 6, height: 5 },
  mobileLayout: null,
  tabId: null,
  interactions: [],
  connectionId: null,
  sql: null,
  domainId: null,
  query: null,
};
