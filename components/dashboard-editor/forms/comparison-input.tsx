"use client";
import type { DataColumn } from "@/components/charts/data-table";
import { useControls } from "@/components/form-controls/controls";
import type { NumberOptions } from "@/lib/dashboards/card-options";
import { useEditorWords } from "../messages/use-editor-words";

type Comparison = NonNullable<NumberOptions["comparison"]>;

interface ComparisonInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly columns: readonly DataColumn[];
  readonly onChange: (value: Comparison | undefined) => void;
}

const previousRow = "\u0000previous";

/** What a figure is measured against: the row before it, or another column of its row. */
export function ComparisonInput({ label, value, columns, onChange }: ComparisonInputProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const comparison = value as Comparison | undefined;
  const chosen = !comparison ? null : comparison.with === "column" ? comparison.column : previousRow;
  const names = new Set(columns.map(({ name }) => name).concat(comparison?.with === "column" ? comparison.column : []));
  const words = comparison?.label ? { label: comparison.label } : {};
  return (
    <ui.Stack isTight>
      <ui.Select
        label={label}
        placeholder={say("nothing")}
        choices={[
          { value: previousRow, label: say("rowBefore") },
          ...[...names].map((name) => ({ value: name, label: say("columnNamed", { name }) })),
        ]}
        value={chosen}
        onChange={(next) => {
          if (!next) return onChange(undefined);
          onChange(
            next === previousRow ? { with: "previous_row", ...words } : { with: "column", column: next, ...words },
          );
        }}
        canBeEmpty
      />
      {comparison ? (
        <ui.Text
          label={say("called")}
          placeholder={say("comparisonExample")}
          maxLength={200}
          value={comparison.label ?? ""}
          onChange={(text) => {
            const { label: _, ...rest } = comparison;
            onChange(text ? { ...rest, label: text } : rest);
          }}
        />
      ) : null}
    </ui.Stack>
  );
}
