"use client";
import type { DataColumn } from "@/components/charts/data-table";
import { useControls } from "@/components/form-controls/controls";
import type { TableOptions } from "@/lib/dashboards/card-options";
import { useEditorWords } from "../messages/use-editor-words";

type Sort = NonNullable<TableOptions["sort"]>;

interface TableSortInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly columns: readonly DataColumn[];
  readonly onChange: (value: Sort | undefined) => void;
}

/** How rows stand before anybody sorts them. */
export function TableSortInput({ label, value, columns, onChange }: TableSortInputProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const sort = value as Sort | undefined;
  const names = new Set(columns.map(({ name }) => name).concat(sort ? sort.column : []));
  return (
    <ui.Line>
      <ui.Select
        label={label}
        placeholder={say("asTheyCome")}
        choices={[...names].map((name) => ({ value: name, label: name }))}
        value={sort?.column ?? null}
        onChange={(column) => onChange(column ? { direction: "descending", ...sort, column } : undefined)}
        canBeEmpty
      />
      {sort ? (
        <ui.Segments
          label={say("direction")}
          choices={[
            { value: "ascending", label: say("ascending") },
            { value: "descending", label: say("descending") },
          ]}
          value={sort.direction}
          onChange={(direction) => onChange({ ...sort, direction: direction as Sort["direction"] })}
        />
      ) : null}
    </ui.Line>
  );
}
