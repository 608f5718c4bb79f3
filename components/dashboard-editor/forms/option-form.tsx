"use client";
import type { DataColumn } from "@/components/charts/data-table";
import { useControls } from "@/components/form-controls/controls";
import { useEditorWords } from "../messages/use-editor-words";
import type { OptionField } from "../option-fields";
import { AxisInput } from "./axis-input";
import { ColorsInput } from "./colors-input";
import { ComparisonInput } from "./comparison-input";
import { FormatInput } from "./format-input";
import { PivotValuesInput } from "./pivot-values-input";
import { TableColumnsInput } from "./table-columns-input";
import { TableSortInput } from "./table-sort-input";

export type Options = Readonly<Record<string, unknown>>;

export interface OptionFormProps {
  readonly fields: readonly OptionField[];
  readonly options: Options;
  /** The columns of the last answer; names that are chosen already stay in the lists. */
  readonly columns: readonly DataColumn[];
  readonly onChange: (options: Options, key: string) => void;
}

/** The options of one kind of card, each with what it is chosen with. An option that is emptied is left out. */
export function OptionForm({ fields, options, columns, onChange }: OptionFormProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const set = (key: string, value: unknown) => {
    const { [key]: _, ...others } = options;
    onChange(value === undefined || value === null ? others : { ...others, [key]: value }, key);
  };
  return (
    <ui.Stack>
      {fields.map((field) => (
        <OptionInput
          key={field.key}
          field={field}
          value={options[field.key]}
          columns={columns}
          options={options}
          onChange={(value) => set(field.key, value)}
        />
      ))}
      {fields.length === 0 ? <ui.Note>{say("nothingToChoose")}</ui.Note> : null}
    </ui.Stack>
  );
}

interface OptionInputProps {
  readonly field: OptionField;
  readonly value: unknown;
  readonly columns: readonly DataColumn[];
  readonly options: Options;
  readonly onChange: (value: unknown) => void;
}

function OptionInput({ field, value, columns, options, onChange }: OptionInputProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const label = say(field.label);
  const help = field.help && say(field.help);
  const text = typeof value === "string" ? value : null;
  const names = (chosen: readonly string[]) =>
    [...new Set([...columns.map(({ name }) => name), ...chosen])].map((name) => ({ value: name, label: name }));
  switch (field.input) {
    case "column":
      return (
        <ui.Select
          label={label}
          help={help}
          placeholder={say("chooseColumn")}
          isLong
          choices={names(text ? [text] : [])}
          value={text}
          onChange={onChange}
          canBeEmpty={!field.required}
          error={field.required && !text ? say("chooseColumn") : undefined}
        />
      );
    case "columns": {
      const chosen = Array.isArray(value) ? value.map(String) : [];
      return (
        <ui.Several
          label={label}
          help={help}
          choices={names(chosen)}
          value={chosen}
          onChange={onChange}
          error={field.required && chosen.length === 0 ? say("chooseSomeColumn") : undefined}
        />
      );
    }
    case "switch":
      return (
        <ui.Switch
          label={label}
          help={help}
          checked={value === true}
          onChange={(checked) => onChange(checked || undefined)}
        />
      );
    case "select":
      return (
        <ui.Select
          label={label}
          help={help}
          placeholder={say("asDataSuggests")}
          choices={field.choices.map((choice) => ({ value: choice.value, label: say(choice.label) }))}
          value={text}
          onChange={onChange}
          canBeEmpty
        />
      );
    case "format":
      return <FormatInput label={label} value={value} onChange={onChange} />;
    case "axis":
      return <AxisInput label={label} value={value} onChange={onChange} />;
    case "comparison":
      return <ComparisonInput label={label} value={value} columns={columns} onChange={onChange} />;
    case "sparkline": {
      const chosen = (value as { xColumn?: string } | undefined)?.xColumn ?? null;
      return (
        <ui.Select
          label={label}
          help={say("sparklineHelp")}
          placeholder={say("none")}
          choices={names(chosen ? [chosen] : [])}
          value={chosen}
          onChange={(name) => onChange(name ? { xColumn: name } : undefined)}
          canBeEmpty
        />
      );
    }
    case "table_columns":
      return <TableColumnsInput value={value} columns={columns} onChange={onChange} />;
    case "table_sort":
      return <TableSortInput label={label} value={value} columns={columns} onChange={onChange} />;
    case "pivot_values":
      return <PivotValuesInput label={label} value={value} columns={columns} onChange={onChange} />;
    case "colors":
      return <ColorsInput label={label} value={value} options={options} onChange={onChange} />;
  }
}
