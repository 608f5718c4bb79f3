"use client";
import { Select, Stack, TextInput } from "@mantine/core";
import type { DataColumn } from "@/components/charts/data-table";
import type { NumberOptions } from "@/lib/dashboards/card-options";

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
  const comparison = value as Comparison | undefined;
  const chosen = !comparison ? null : comparison.with === "column" ? comparison.column : previousRow;
  const names = new Set(columns.map(({ name }) => name).concat(comparison?.with === "column" ? comparison.column : []));
  const words = comparison?.label ? { label: comparison.label } : {};
  return (
    <Stack gap="xs">
      <Select
        label={label}
        placeholder="Nothing"
        data={[
          { value: previousRow, label: "The row before it" },
          ...[...names].map((name) => ({ value: name, label: `Column ${name}` })),
        ]}
        value={chosen}
        onChange={(next) => {
          if (!next) return onChange(undefined);
          onChange(
            next === previousRow ? { with: "previous_row", ...words } : { with: "column", column: next, ...words },
          );
        }}
        clearable
      />
      {comparison ? (
        <TextInput
          label="Called"
          placeholder="last month"
          maxLength={200}
          value={comparison.label ?? ""}
          onChange={({ currentTarget }) => {
            const { label: _, ...rest } = comparison;
            onChange(currentTarget.value ? { ...rest, label: currentTarget.value } : rest);
          }}
        />
      ) : null}
    </Stack>
  );
}
