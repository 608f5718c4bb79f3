"use client";
import { ActionIcon, Button, Fieldset, Group, Select, Stack, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { DataColumn } from "@/components/charts/data-table";
import type { PivotOptions } from "@/lib/dashboards/card-options";
import { FormatInput } from "./format-input";

type PivotValue = PivotOptions["values"][number];

interface PivotValuesInputProps {
  readonly label: string;
  readonly value: unknown;
  readonly columns: readonly DataColumn[];
  readonly onChange: (value: PivotValue[]) => void;
}

export const aggregations = [
  { value: "sum", label: "Sum" },
  { value: "average", label: "Average" },
  { value: "minimum", label: "Least" },
  { value: "maximum", label: "Greatest" },
  { value: "count", label: "Count" },
];

/** What stands in the cells of a pivot. */
export function PivotValuesInput({ label, value, columns, onChange }: PivotValuesInputProps) {
  const values = (Array.isArray(value) ? value : []) as PivotValue[];
  const set = (index: number, change: Partial<PivotValue>) =>
    onChange(values.map((one, at) => (at === index ? { ...one, ...change } : one)));
  const first = columns.find(({ type }) => type === "number") ?? columns[0];
  return (
    <Fieldset legend={label} radius="md">
      <Stack gap="md">
        {values.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two values may be of one column and aggregation
          <Stack key={index} gap="xs">
            <Group gap="xs" wrap="nowrap" align="end">
              <Select
                flex={1}
                label="Column"
                data={[...new Set([...columns.map(({ name }) => name), one.column])]}
                value={one.column}
                onChange={(column) => column && set(index, { column })}
              />
              <Select
                w={120}
                label="As"
                data={aggregations}
                value={one.aggregation}
                onChange={(next) => next && set(index, { aggregation: next as PivotValue["aggregation"] })}
              />
              <ActionIcon
                variant="subtle"
                size={36}
                aria-label={`Remove ${one.column}`}
                onClick={() => onChange(values.filter((_, at) => at !== index))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
            <TextInput
              label="Called"
              value={one.label ?? ""}
              onChange={({ currentTarget }) => set(index, { label: currentTarget.value || undefined })}
            />
            <FormatInput label="Format" value={one.format} onChange={(format) => set(index, { format })} />
          </Stack>
        ))}
        <Button
          variant="default"
          size="xs"
          disabled={!first || values.length >= 10}
          onClick={() => first && onChange([...values, { column: first.name, aggregation: "sum" }])}
        >
          Add a value
        </Button>
      </Stack>
    </Fieldset>
  );
}
