"use client";
import {
  ActionIcon,
  Button,
  Collapse,
  Fieldset,
  Group,
  NumberInput,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
} from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import type { DataColumn } from "@/components/charts/data-table";
import type { TableOptions } from "@/lib/dashboards/card-options";
import { ConditionalFormatsInput } from "./conditional-formats-input";
import { FormatInput } from "./format-input";
import { aggregations } from "./pivot-values-input";

export type TableColumn = NonNullable<TableOptions["columns"]>[number];

interface TableColumnsInputProps {
  readonly value: unknown;
  readonly columns: readonly DataColumn[];
  readonly onChange: (value: TableColumn[] | undefined) => void;
}

/** Which columns a table shows, in which order, and how each is written. Without a word here it shows all. */
export function TableColumnsInput({ value, columns, onChange }: TableColumnsInputProps) {
  const [open, setOpen] = useState<string | null>(null);
  const chosen = value as TableColumn[] | undefined;
  const shown: readonly TableColumn[] = chosen ?? columns.map(({ name }) => ({ name }));
  const hidden = columns.filter(({ name }) => !shown.some((one) => one.name === name));
  const set = (name: string, change: Partial<TableColumn>) => {
    const given = (one: TableColumn) =>
      Object.fromEntries(Object.entries({ ...one, ...change }).filter(([, part]) => part !== undefined)) as TableColumn;
    onChange(shown.map((one) => (one.name === name ? given(one) : one)));
  };
  const move = (index: number, by: number) => {
    const next = [...shown];
    next.splice(index + by, 0, ...next.splice(index, 1));
    onChange(next);
  };
  if (shown.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Run the query to see its columns.
      </Text>
    );
  }
  return (
    <Fieldset legend="Columns" radius="md">
      <Stack gap="xs">
        {shown.map((column, index) => (
          <div key={column.name}>
            <Group gap={4} wrap="nowrap">
              <Switch
                flex={1}
                label={column.label ?? column.name}
                checked
                onChange={() => onChange(shown.filter(({ name }) => name !== column.name))}
              />
              <ActionIcon
                variant="subtle"
                size={28}
                disabled={index === 0}
                aria-label={`${column.name} up`}
                onClick={() => move(index, -1)}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size={28}
                disabled={index === shown.length - 1}
                aria-label={`${column.name} down`}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size={28}
                aria-expanded={open === column.name}
                aria-label={`Format of ${column.name}`}
                onClick={() => setOpen(open === column.name ? null : column.name)}
              >
                <IconChevronDown size={14} aria-hidden />
              </ActionIcon>
            </Group>
            <Collapse expanded={open === column.name}>
              <Stack gap="xs" py="xs" pl="lg">
                <TextInput
                  label="Called"
                  value={column.label ?? ""}
                  onChange={({ currentTarget }) => set(column.name, { label: currentTarget.value || undefined })}
                />
                <FormatInput label="Format" value={column.format} onChange={(format) => set(column.name, { format })} />
                <Group grow gap="xs">
                  <NumberInput
                    label="Width"
                    placeholder="By itself"
                    min={40}
                    max={1000}
                    value={column.width ?? ""}
                    onChange={(width) => set(column.name, { width: typeof width === "number" ? width : undefined })}
                  />
                  <Select
                    label="Total"
                    placeholder="None"
                    data={aggregations}
                    value={column.total ?? null}
                    onChange={(total) => set(column.name, { total: (total ?? undefined) as TableColumn["total"] })}
                    clearable
                  />
                </Group>
                <ConditionalFormatsInput
                  value={column.conditionalFormats ?? []}
                  onChange={(formats) =>
                    set(column.name, { conditionalFormats: formats.length > 0 ? formats : undefined })
                  }
                />
              </Stack>
            </Collapse>
          </div>
        ))}
        {chosen
          ? hidden.map(({ name }) => (
              <Switch key={name} label={name} checked={false} onChange={() => onChange([...shown, { name }])} />
            ))
          : null}
        {chosen ? (
          <Button variant="subtle" size="compact-xs" onClick={() => onChange(undefined)}>
            Show all as they come
          </Button>
        ) : null}
      </Stack>
    </Fieldset>
  );
}
