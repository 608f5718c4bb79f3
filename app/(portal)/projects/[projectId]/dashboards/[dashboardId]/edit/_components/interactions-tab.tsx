"use client";
import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { columnsOf } from "@/components/dashboard-editor/columns-of";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { CardTabProps } from "./card-panel";
import { findDashboards, findFilters } from "./drill-targets";

type Interaction = DraftCard["interactions"][number];

const actions = [
  { value: "filter", label: "Set a filter of this dashboard" },
  { value: "dashboard", label: "Open another dashboard" },
  { value: "rows", label: "Show the rows behind it" },
];

/** What a click on a drawn value does. */
export function InteractionsTab({ card, content, rows, onChange }: CardTabProps) {
  const columns = columnsOf(rows, card.id).map(({ name }) => name);
  const filters = content.filters.flatMap(({ name }) => (typeof name === "string" && name ? [name] : []));
  const set = (index: number, next: Interaction) =>
    onChange({ interactions: card.interactions.map((one, at) => (at === index ? next : one)) });
  const begin = (action: string | null): Interaction =>
    action === "dashboard"
      ? { action, dashboardId: "", filters: [] }
      : action === "rows"
        ? { action }
        : { action: "filter", column: columns[0] ?? "", filter: filters[0] ?? "" };
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        What happens when somebody clicks on a value of this card.
      </Text>
      {card.interactions.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two clicks may do the same
        <Fieldset key={index} radius="md">
          <Stack gap="xs">
            <Group gap="xs" wrap="nowrap">
              <Select
                flex={1}
                aria-label="A click does"
                data={card.domainId ? actions : actions.filter(({ value }) => value !== "rows")}
                value={String(one.action)}
                allowDeselect={false}
                onChange={(action) => set(index, begin(action))}
              />
              <ActionIcon
                variant="subtle"
                aria-label="Remove"
                onClick={() => onChange({ interactions: card.interactions.filter((_, at) => at !== index) })}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
            {one.action === "filter" ? (
              <ColumnToFilter
                value={one}
                columns={columns}
                filters={filters}
                onChange={(next) => set(index, { ...one, ...next })}
              />
            ) : null}
            {one.action === "dashboard" ? (
              <DrillTarget value={one} columns={columns} onChange={(next) => set(index, next)} />
            ) : null}
          </Stack>
        </Fieldset>
      ))}
      <Button
        variant="default"
        size="xs"
        disabled={card.interactions.length >= 10}
        onClick={() =>
          onChange({ interactions: [...card.interactions, begin(filters.length > 0 ? "filter" : "dashboard")] })
        }
      >
        Add a click
      </Button>
    </Stack>
  );
}

interface ColumnToFilterProps {
  readonly value: Interaction;
  readonly columns: readonly string[];
  readonly filters: readonly string[];
  readonly onChange: (value: { column: string; filter: string }) => void;
}

function ColumnToFilter({ value, columns, filters, onChange }: ColumnToFilterProps) {
  const column = String(value.column ?? "");
  const filter = String(value.filter ?? "");
  return (
    <Group grow gap="xs">
      <Select
        label="Value of"
        data={[...new Set([...columns, column].filter(Boolean))]}
        value={column || null}
        onChange={(next) => onChange({ column: next ?? "", filter })}
        error={column ? undefined : "Choose a column"}
      />
      <Select
        label="Goes to filter"
        data={[...new Set([...filters, filter].filter(Boolean))]}
        value={filter || null}
        onChange={(next) => onChange({ column, filter: next ?? "" })}
        error={filter ? undefined : "Choose a filter"}
      />
    </Group>
  );
}

interface DrillTargetProps {
  readonly value: Interaction;
  readonly columns: readonly string[];
  readonly onChange: (value: Interaction) => void;
}

function DrillTarget({ value, columns, onChange }: DrillTargetProps) {
  const dashboardId = String(value.dashboardId ?? "");
  const [dashboards, setDashboards] = useState<readonly { value: string; label: string }[]>([]);
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    findDashboards().then(setDashboards, () => undefined);
  }, []);
  useEffect(() => {
    if (dashboardId) findFilters(dashboardId).then(setNames, () => setNames([]));
  }, [dashboardId]);
  const filters = (Array.isArray(value.filters) ? value.filters : []) as { column: string; filter: string }[];
  return (
    <>
      <Select
        label="Dashboard"
        searchable
        data={[...dashboards]}
        value={dashboardId || null}
        onChange={(next) => onChange({ ...value, dashboardId: next ?? "", filters: [] })}
        error={dashboardId ? undefined : "Choose a dashboard"}
      />
      {filters.map((one, index) => (
        <ColumnToFilter
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          key={index}
          value={one}
          columns={columns}
          filters={names}
          onChange={(next) =>
            onChange({ ...value, filters: filters.map((other, at) => (at === index ? { ...next } : other)) })
          }
        />
      ))}
      {names.length > filters.length ? (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() =>
            onChange({ ...value, filters: [...filters, { column: columns[0] ?? "", filter: names[0] ?? "" }] })
          }
        >
          Pass a value on
        </Button>
      ) : null}
    </>
  );
}
