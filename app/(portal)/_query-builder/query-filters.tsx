"use client";
import { ActionIcon, Button, Group, Select, Stack } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { needsValues, operatorChoices } from "@/components/dashboard-editor/query/conditions";
import { type BuilderDataset, findField, labelOf } from "@/components/dashboard-editor/query/domain-fields";
import { mostConditions, type QueryDraft, withCondition } from "@/components/dashboard-editor/query/edit-query";
import type { DomainFilter } from "@/lib/domains/domain-query-schema";
import { ConditionValues, type LoadValues } from "./condition-values";
import classes from "./query-builder.module.css";
import { useDrop } from "./use-drop";

export interface QueryFiltersProps {
  readonly fields: readonly BuilderDataset[];
  readonly query: QueryDraft;
  readonly filterNames: readonly string[];
  readonly loadValues?: LoadValues;
  readonly onChange: (query: QueryDraft) => void;
}

/** Of which rows, or of which groups: conditions with values of their own, or a dashboard filter's. */
export function QueryFilters({ fields, query, filterNames, loadValues, onChange }: QueryFiltersProps) {
  const set = (index: number, change: Partial<DomainFilter>) =>
    onChange({ ...query, filters: query.filters.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  const all = fields.map(({ label, dimensions, measures }) => ({
    group: label,
    items: [...dimensions, ...measures].map((field) => ({ value: field.name, label: field.label })),
  }));
  const operators = operatorChoices(useEditorWords());
  const first = all[0]?.items[0]?.value;
  const drop = useDrop(["dimensions", "measures"], (field) => onChange(withCondition(query, field)));
  return (
    <section aria-label="Only rows where" className={classes.shelf} {...drop}>
      <h4 className={classes.heading}>Only rows where</h4>
      <Stack gap="xs">
        {query.filters.map((filter, index) => {
          const label = labelOf(fields, filter.field);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may be about one field
            <div key={index} className={classes.condition}>
              <Group gap={4} wrap="nowrap">
                <Select
                  size="xs"
                  flex={1}
                  aria-label="Field"
                  searchable
                  data={all}
                  value={filter.field}
                  onChange={(field) => field && set(index, { field, values: [] })}
                />
                <Select
                  size="xs"
                  w={112}
                  aria-label={`How ${label} is compared`}
                  data={operators}
                  value={filter.operator}
                  allowDeselect={false}
                  onChange={(operator) => operator && set(index, { operator: operator as DomainFilter["operator"] })}
                />
                <ActionIcon
                  variant="subtle"
                  size={28}
                  aria-label={`Remove the condition on ${label}`}
                  onClick={() => onChange({ ...query, filters: query.filters.filter((_, at) => at !== index) })}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </Group>
              {needsValues(filter) ? (
                <ConditionValues
                  filter={filter}
                  label={label}
                  type={findField(fields, filter.field)?.type ?? "text"}
                  filterNames={filterNames}
                  loadValues={loadValues}
                  onChange={(change) => set(index, change)}
                />
              ) : null}
            </div>
          );
        })}
        <Button
          variant="default"
          size="xs"
          disabled={!first || query.filters.length >= mostConditions}
          onClick={() => first && onChange(withCondition(query, first))}
        >
          Add a condition
        </Button>
      </Stack>
    </section>
  );
}
