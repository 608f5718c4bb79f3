"use client";
import { Group, Select } from "@mantine/core";

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
  return (
    <Group grow gap="xs" align="start">
      <Select
        label="Value of"
        data={[...new Set([...columns, column].filter(Boolean))]}
        value={column || null}
        onChange={(next) => onChange({ column: next ?? "", filter })}
        error={column ? problems.column : "Choose a column"}
      />
      <Select
        label="Goes to filter"
        data={[...new Set([...filters, filter].filter(Boolean))]}
        value={filter || null}
        onChange={(next) => onChange({ column, filter: next ?? "" })}
        error={filter ? problems.filter : "Choose a filter"}
      />
    </Group>
  );
}
