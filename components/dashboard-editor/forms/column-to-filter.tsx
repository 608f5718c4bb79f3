"use client";
import { useControls } from "@/components/form-controls/controls";
import { useEditorWords } from "../messages/use-editor-words";

export interface ColumnToFilterProps {
  readonly column: string;
  readonly filter: string;
  readonly columns: readonly string[];
  readonly filters: readonly string[];
  /** What is wrong with one of the two. */
  readonly problems: { readonly column?: string | undefined; readonly filter?: string | undefined };
  readonly onChange: (value: { column: string; filter: string }) => void;
}

/** Which column's value of the clicked row goes to which filter. */
export function ColumnToFilter({ column, filter, columns, filters, problems, onChange }: ColumnToFilterProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const named = (names: readonly string[], chosen: string) =>
    [...new Set([...names, chosen].filter(Boolean))].map((name) => ({ value: name, label: name }));
  return (
    <ui.Row>
      <ui.Select
        label={say("clickedValueOf")}
        choices={named(columns, column)}
        value={column || null}
        onChange={(next) => onChange({ column: next ?? "", filter })}
        error={column ? problems.column : say("chooseColumn")}
      />
      <ui.Select
        label={say("goesToFilter")}
        choices={named(filters, filter)}
        value={filter || null}
        onChange={(next) => onChange({ column, filter: next ?? "" })}
        error={filter ? problems.filter : say("chooseFilter")}
      />
    </ui.Row>
  );
}
