"use client";
import { MultiSelect, Select, Stack, Switch, Text } from "@mantine/core";
import type { DataColumn } from "@/components/charts/data-table";
import type { OptionField } from "@/components/dashboard-editor/option-fields";
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
  const set = (key: string, value: unknown) => {
    const { [key]: _, ...others } = options;
    onChange(value === undefined || value === null ? others : { ...others, [key]: value }, key);
  };
  return (
    <Stack gap="md">
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
      {fields.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing to choose here for this kind of card.
        </Text>
      ) : null}
    </Stack>
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
  const { label, help } = field;
  const text = typeof value === "string" ? value : null;
  const names = (chosen: readonly string[]) => [...new Set([...columns.map(({ name }) => name), ...chosen])];
  switch (field.input) {
    case "column":
      return (
        <Select
          label={label}
          description={help}
          placeholder="Choose a column"
          data={names(text ? [text] : [])}
          value={text}
          onChange={onChange}
          clearable={!field.required}
          searchable
          error={field.required && !text ? "Choose a column" : undefined}
        />
      );
    case "columns": {
      const chosen = Array.isArray(value) ? value.map(String) : [];
      return (
        <MultiSelect
          label={label}
          description={help}
          data={names(chosen)}
          value={chosen}
          onChange={onChange}
          searchable
          hidePickedOptions
          error={field.required && chosen.length === 0 ? "Choose at least one column" : undefined}
        />
      );
    }
    case "switch":
      return (
        <Switch
          label={label}
          description={help}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked || undefined)}
        />
      );
    case "select":
      return (
        <Select
          label={label}
          description={help}
          placeholder="As the data suggests"
          data={[...field.choices]}
          value={text}
          onChange={onChange}
          clearable
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
        <Select
          label={label}
          description="Draws all rows under the figure, in the order of this column."
          placeholder="None"
          data={names(chosen ? [chosen] : [])}
          value={chosen}
          onChange={(name) => onChange(name ? { xColumn: name } : undefined)}
          clearable
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
