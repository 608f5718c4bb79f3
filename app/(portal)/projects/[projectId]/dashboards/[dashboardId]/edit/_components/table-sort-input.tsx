"use client";
import { Group, SegmentedControl, Select } from "@mantine/core";
import type { DataColumn } from "@/components/charts/data-table";
import type { TableOptions } from "@/lib/dashboards/card-options";

type Sort = NonNullable<TableOptions["sort"]>;

interface TableSortInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly columns: readonly DataColumn[];
  readonly onChange: (value: Sort | undefined) => void;
}

/** How rows stand before anybody sorts them. */
export function TableSortInput({ label, value, columns, onChange }: TableSortInputProps) {
  const sort = value as Sort | undefined;
  const names = new Set(columns.map(({ name }) => name).concat(sort ? sort.column : []));
  return (
    <Group align="end" gap="xs" wrap="nowrap">
      <Select
        flex={1}
        label={label}
        placeholder="As they come"
        data={[...names]}
        value={sort?.column ?? null}
        onChange={(column) => onChange(column ? { direction: "descending", ...sort, column } : undefined)}
        clearable
      />
      {sort ? (
        <SegmentedControl
          aria-label="Direction"
          data={[
            { value: "ascending", label: "Up" },
            { value: "descending", label: "Down" },
          ]}
          value={sort.direction}
          onChange={(direction) => onChange({ ...sort, direction: direction as Sort["direction"] })}
        />
      ) : null}
    </Group>
  );
}
