"use client";
import type { DataColumn } from "@/components/charts/data-table";
import { useControls } from "@/components/form-controls/controls";
import type { PivotOptions } from "@/lib/dashboards/card-options";
import { useEditorWords } from "../messages/use-editor-words";
import { aggregationChoices } from "./aggregations";
import { FormatInput } from "./format-input";

type PivotValue = PivotOptions["values"][number];

interface PivotValuesInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly columns: readonly DataColumn[];
  readonly onChange: (value: PivotValue[]) => void;
}

/** What stands in the cells of a pivot. */
export function PivotValuesInput({ label, value, columns, onChange }: PivotValuesInputProps) {
  const ui = useControls();
  const words = useEditorWords();
  const { say } = words;
  const values = (Array.isArray(value) ? value : []) as PivotValue[];
  const set = (index: number, change: Partial<PivotValue>) =>
    onChange(values.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const first = columns.find(({ type }) => type === "number") ?? columns[0];
  return (
    <ui.Fieldset legend={label}>
      <ui.Stack>
        {values.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two values may be of one column and aggregation
          <ui.Stack key={index} isTight>
            <ui.Line>
              <ui.Select
                label={say("column")}
                choices={[...new Set([...columns.map(({ name }) => name), one.column])].map((name) => ({
                  value: name,
                  label: name,
                }))}
                value={one.column}
                onChange={(column) => column && set(index, { column })}
              />
              <ui.Select
                label={say("aggregatedAs")}
                choices={aggregationChoices(words)}
                value={one.aggregation}
                onChange={(next) => next && set(index, { aggregation: next as PivotValue["aggregation"] })}
              />
              <ui.IconButton
                icon="remove"
                label={say("removeNamed", { name: one.column })}
                onClick={() => onChange(values.filter((_, at) => at !== index))}
              />
            </ui.Line>
            <ui.Text
              label={say("called")}
              value={one.label ?? ""}
              onChange={(text) => set(index, { label: text || undefined })}
            />
            <FormatInput label={say("format")} value={one.format} onChange={(format) => set(index, { format })} />
          </ui.Stack>
        ))}
        <ui.Button
          disabled={!first || values.length >= 10}
          onClick={() => first && onChange([...values, { column: first.name, aggregation: "sum" }])}
        >
          {say("addValue")}
        </ui.Button>
      </ui.Stack>
    </ui.Fieldset>
  );
}
