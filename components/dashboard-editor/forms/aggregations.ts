import type { PivotOptions } from "@/lib/dashboards/card-options";
import type { EditorMessageName } from "../messages/english";
import type { EditorWords } from "../messages/use-editor-words";

const names: Readonly<Record<PivotOptions["values"][number]["aggregation"], EditorMessageName>> = {
  sum: "sum",
  average: "average",
  minimum: "least",
  maximum: "greatest",
  count: "count",
};

/** What can be made of several values. */
export function aggregationChoices({ say }: EditorWords) {
  return Object.entries(names).map(([value, name]) => ({ value, label: say(name) }));
}
