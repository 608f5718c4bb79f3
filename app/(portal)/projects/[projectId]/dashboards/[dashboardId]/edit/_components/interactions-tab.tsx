"use client";
import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useParams } from "next/navigation";
import { clickProblems } from "@/components/dashboard-editor/click-problems";
import { columnsOf } from "@/components/dashboard-editor/columns-of";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { CardTabProps } from "./card-panel";
import { ColumnToFilter } from "./column-to-filter";
import { DrillTargetInput } from "./drill-target-input";
import { useDrillTargets } from "./use-drill-targets";

export type Interaction = DraftCard["interactions"][number];

const actions = [
  { value: "filter", label: "Set a filter of this dashboard" },
  { value: "dashboard", label: "Open another dashboard" },
  { value: "rows", label: "Show the rows behind it" },
];

/** What a click on a drawn value does, and what of it leads nowhere. */
export function InteractionsTab({ card, content, rows, onChange }: CardTabProps) {
  const { projectId } = useParams<{ projectId: string }>();
  const { interactions } = card;
  const targets = useDrillTargets(projectId, interactions);
  const drawn = columnsOf(rows, card.id).map(({ name }) => name);
  const columns = drawn.length > 0 ? drawn : null;
  const filters = content.filters.flatMap(({ name }) => (typeof name === "string" && name ? [name] : []));
  const set = (index: number, next: Interaction) =>
    onChange({ interactions: interactions.map((one, at) => (at === index ? next : one)) });
  const begin = (action: string | null): Interaction =>
    action === "dashboard"
      ? { action, dashboardId: "", filters: [] }
      : action === "rows"
        ? { action }
        : { action: "filter", column: drawn[0] ?? "", filter: filters[0] ?? "" };
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        What happens when somebody clicks on a value of this card.
      </Text>
      {interactions.map((one, index) => {
        const dashboardId = String(one.dashboardId ?? "");
        const target = targets.get(dashboardId);
        const filtersOf = () => (target === null ? null : target?.filters);
        const problems = clickProblems(card, one, { columns, filters, filtersOf });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two clicks may do the same
          <Fieldset key={index} radius="md">
            <Stack gap="xs">
              <Group gap="xs" wrap="nowrap" align="start">
                <Select
                  flex={1}
                  aria-label="A click does"
                  data={
                    card.domainId || one.action === "rows" ? actions : actions.filter(({ value }) => value !== "rows")
                  }
                  value={String(one.action)}
                  allowDeselect={false}
                  onChange={(action) => set(index, begin(action))}
                  error={problems.action}
                />
                <ActionIcon
                  variant="subtle"
                  size={36}
                  aria-label="Remove"
                  onClick={() => onChange({ interactions: interactions.filter((_, at) => at !== index) })}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
              {one.action === "filter" ? (
                <ColumnToFilter
                  column={String(one.column ?? "")}
                  filter={String(one.filter ?? "")}
                  columns={drawn}
                  filters={filters}
                  problems={problems}
                  onChange={(next) => set(index, { ...one, ...next })}
                />
              ) : null}
              {one.action === "dashboard" ? (
                <DrillTargetInput
                  projectId={projectId}
                  value={one}
                  target={target}
                  columns={drawn}
                  problems={problems}
                  onChange={(next) => set(index, next)}
                />
              ) : null}
            </Stack>
          </Fieldset>
        );
      })}
      <Button
        variant="default"
        size="xs"
        disabled={interactions.length >= 10}
        onClick={() =>
          onChange({ interactions: [...interactions, begin(filters.length > 0 ? "filter" : "dashboard")] })
        }
      >
        Add a click
      </Button>
    </Stack>
  );
}
