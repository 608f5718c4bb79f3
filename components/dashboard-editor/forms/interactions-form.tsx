"use client";
import { useControls } from "@/components/form-controls/controls";
import type { DraftCard, DraftContent } from "@/lib/dashboards/draft-schema";
import { clickProblems } from "../click-problems";
import { columnsOf } from "../columns-of";
import type { EditorMessageName } from "../messages/english";
import { useEditorWords } from "../messages/use-editor-words";
import { ColumnToFilter } from "./column-to-filter";
import type { DrawingFormProps } from "./drawing-form";
import { DrillTargetInput } from "./drill-target-input";
import { type DrillTargets, useDrillTargets } from "./use-drill-targets";

type Interaction = DraftCard["interactions"][number];

interface InteractionsFormProps extends DrawingFormProps {
  readonly content: DraftContent;
  readonly targets: DrillTargets;
}

const actions: readonly { readonly value: string; readonly label: EditorMessageName }[] = [
  { value: "filter", label: "clickFilter" },
  { value: "dashboard", label: "clickDashboard" },
  { value: "rows", label: "clickRows" },
];

/** What a click on a drawn value does, and what of it leads nowhere. */
export function InteractionsForm({ card, content, rows, targets, onChange }: InteractionsFormProps) {
  const ui = useControls();
  const words = useEditorWords();
  const { say } = words;
  const { interactions } = card;
  const known = useDrillTargets(targets, interactions);
  const drawn = columnsOf(rows, card.id).map(({ name }) => name);
  const columns = drawn.length > 0 ? drawn : null;
  const filters = content.filters.flatMap(({ name }) => (typeof name === "string" && name ? [name] : []));
  const set = (index: number, next: Interaction) =>
    onChange({ interactions: interactions.map((one, at) => (at === index ? next : one)) });
  const begin = (action: string | null): Interaction =>
    action === "dashboard"
      ? { action, dashboardId: "", filters: [] }
      : action === "rows"
        ? { action }
        : { action: "filter", column: drawn[0] ?? "", filter: filters[0] ?? "" };
  return (
    <ui.Stack>
      <ui.Note>{say("clicksHelp")}</ui.Note>
      {interactions.map((one, index) => {
        const target = known.get(String(one.dashboardId ?? ""));
        const filtersOf = () => (target === null ? null : target?.filters);
        const problems = clickProblems(card, one, { columns, filters, filtersOf }, words);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two clicks may do the same
          <ui.Fieldset key={index} legend={say("clickNumbered", { number: index + 1 })}>
            <ui.Line>
              <ui.Select
                isLabelHidden
                label={say("clickDoes")}
                choices={actions
                  .filter(({ value }) => card.domainId || one.action === "rows" || value !== "rows")
                  .map(({ value, label }) => ({ value, label: say(label) }))}
                value={String(one.action)}
                onChange={(action) => set(index, begin(action))}
                error={problems.action}
              />
              <ui.IconButton
                icon="remove"
                label={say("removeNamed", { name: say("clickNumbered", { number: index + 1 }) })}
                onClick={() => onChange({ interactions: interactions.filter((_, at) => at !== index) })}
              />
            </ui.Line>
            {one.action === "filter" ? (
              <ColumnToFilter
                column={String(one.column ?? "")}
                filter={String(one.filter ?? "")}
                columns={drawn}
                filters={filters}
                problems={problems}
                onChange={(next) => set(index, { ...one, ...next })}
              />
            ) : null}
            {one.action === "dashboard" ? (
              <DrillTargetInput
                value={one}
                targets={targets}
                target={target}
                columns={drawn}
                problems={problems}
                onChange={(next) => set(index, next)}
              />
            ) : null}
          </ui.Fieldset>
        );
      })}
      <ui.Button
        disabled={interactions.length >= 10}
        onClick={() =>
          onChange({ interactions: [...interactions, begin(filters.length > 0 ? "filter" : "dashboard")] })
        }
      >
        {say("addClick")}
      </ui.Button>
    </ui.Stack>
  );
}
