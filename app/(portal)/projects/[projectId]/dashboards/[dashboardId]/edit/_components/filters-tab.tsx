"use client";
import { ActionIcon, Button, Collapse, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { dashboardFilterSchema } from "@/lib/dashboards/filter-schema";
import type { DashboardTabProps } from "./dashboard-panel";
import { FilterForm } from "./filter-form";
import type { LooseFilter } from "./filter-values";

/** The filters that the dashboard declares. */
export function FiltersTab({ content, sources, requests, change }: DashboardTabProps) {
  const [open, setOpen] = useState<number | null>(null);
  const { filters } = content;
  const set = (next: LooseFilter[], key?: string) => change((current) => ({ ...current, filters: next }), key);
  const move = (index: number, by: number) => {
    const next = [...filters];
    next.splice(index + by, 0, ...next.splice(index, 1));
    set(next);
    setOpen(null);
  };
  const add = () => {
    let number = filters.length + 1;
    while (filters.some(({ name }) => name === `filter_${number}`)) number += 1;
    set([...filters, { name: `filter_${number}`, label: `Filter ${number}`, kind: "text" }]);
    setOpen(filters.length);
  };
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        What viewers may set. SQL uses a filter as <code>{"{{ filter.name }}"}</code>; domain cards choose it under Only
        rows where.
      </Text>
      {filters.map((filter, index) => {
        const label = String(filter.label || filter.name || `Filter ${index + 1}`);
        const problem = dashboardFilterSchema.safeParse(filter).error?.issues[0]?.message;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name can be under work, so the place is all that stays
          <div key={index}>
            <Group gap={4} wrap="nowrap">
              <UnstyledButton
                flex={1}
                py={6}
                aria-expanded={open === index}
                onClick={() => setOpen(open === index ? null : index)}
              >
                <Text size="sm" fw={500}>
                  {label}
                </Text>
                <Text size="xs" c={problem ? "red" : "dimmed"}>
                  {problem ?? `filter.${String(filter.name)} · ${String(filter.kind).replaceAll("_", " ")}`}
                </Text>
              </UnstyledButton>
              <ActionIcon
                variant="subtle"
                disabled={index === 0}
                aria-label={`${label} up`}
                onClick={() => move(index, -1)}
              >
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                disabled={index === filters.length - 1}
                aria-label={`${label} down`}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                aria-label={`Remove ${label}`}
                onClick={() => {
                  set(filters.filter((_, at) => at !== index));
                  setOpen(null);
                }}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
            <Collapse expanded={open === index}>
              {open === index ? (
                <FilterForm
                  filter={filter}
                  filters={filters}
                  sources={sources}
                  requests={requests}
                  onChange={(next) =>
                    set(
                      filters.map((one, at) => (at === index ? next : one)),
                      `filter:${index}`,
                    )
                  }
                />
              ) : null}
            </Collapse>
          </div>
        );
      })}
      <Button variant="default" size="xs" disabled={filters.length >= 30} onClick={add}>
        Add a filter
      </Button>
    </Stack>
  );
}
