"use client";
import { ActionIcon, Button, Group, Select, Stack, TagsInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { DomainFilter } from "@/lib/domains/domain-query-schema";
import { type BuilderDataset, findField, labelOf } from "./domain-fields";
import type { QueryDraft } from "./edit-query";
import classes from "./query-builder.module.css";

export interface QueryFiltersProps {
  readonly fields: readonly BuilderDataset[];
  readonly query: QueryDraft;
  readonly filterNames: readonly string[];
  readonly onChange: (query: QueryDraft) => void;
}

const operators: readonly { readonly value: DomainFilter["operator"]; readonly label: string }[] = [
  { value: "equals", label: "is" },
  { value: "not_equals", label: "is not" },
  { value: "in", label: "is one of" },
  { value: "not_in", label: "is none of" },
  { value: "less", label: "<" },
  { value: "less_or_equal", label: "≤" },
  { value: "greater", label: ">" },
  { value: "greater_or_equal", label: "≥" },
  { value: "between", label: "is between" },
  { value: "contains", label: "contains" },
  { value: "starts_with", label: "starts with" },
  { value: "is_empty", label: "is empty" },
  { value: "is_not_empty", label: "is not empty" },
];

const needsNothing: ReadonlySet<string> = new Set(["is_empty", "is_not_empty"]);
const fixedValues = "\u0000values";

/** Of which rows, or of which groups: conditions with values of their own, or a dashboard filter's. */
export function QueryFilters({ fields, query, filterNames, onChange }: QueryFiltersProps) {
  const set = (index: number, change: Partial<DomainFilter>) =>
    onChange({ ...query, filters: query.filters.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  const all = fields.map(({ label, dimensions, measures }) => ({
    group: label,
    items: [...dimensions, ...measures].map((field) => ({ value: field.name, label: field.label })),
  }));
  const first = all[0]?.items[0]?.value;
  return (
    <section aria-label="Only rows where">
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
                  data={[...operators]}
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
              {needsNothing.has(filter.operator) ? null : (
                <ConditionValues
                  filter={filter}
                  label={label}
                  type={findField(fields, filter.field)?.type ?? "text"}
                  filterNames={filterNames}
                  onChange={(change) => set(index, change)}
                />
              )}
            </div>
          );
        })}
        <Button
          variant="default"
          size="xs"
          disabled={!first || query.filters.length >= 50}
          onClick={() =>
            first &&
            onChange({ ...query, filters: [...query.filters, { field: first, operator: "equals", values: [] }] })
          }
        >
          Add a condition
        </Button>
      </Stack>
    </section>
  );
}

interface ConditionValuesProps {
  readonly filter: DomainFilter;
  readonly label: string;
  readonly type: string;
  readonly filterNames: readonly string[];
  readonly onChange: (change: Partial<DomainFilter>) => void;
}

function ConditionValues({ filter, label, type, filterNames, onChange }: ConditionValuesProps) {
  const names = [...new Set([...filterNames, ...(filter.fromFilter ? [filter.fromFilter] : [])])];
  return (
    <Group gap={4} wrap="nowrap" align="start">
      {names.length > 0 ? (
        <Select
          size="xs"
          w={150}
          aria-label={`Where the values for ${label} come from`}
          data={[
            { value: fixedValues, label: "These values" },
            ...names.map((name) => ({ value: name, label: `Filter ${name}` })),
          ]}
          value={filter.fromFilter ?? fixedValues}
          allowDeselect={false}
          onChange={(next) =>
            onChange(next === fixedValues || !next ? { fromFilter: undefined } : { fromFilter: next, values: [] })
          }
        />
      ) : null}
      {filter.fromFilter ? null : (
        <TagsInput
          size="xs"
          flex={1}
          aria-label={`Values for ${label}`}
          placeholder={filter.values.length > 0 ? undefined : placeholderFor(filter.operator, type)}
          value={filter.values.map(String)}
          onChange={(texts) => onChange({ values: texts.map((text) => constantOf(text, type)) })}
          acceptValueOnBlur
          maxTags={
            filter.operator === "between" ? 2 : filter.operator === "in" || filter.operator === "not_in" ? 1_000 : 1
          }
        />
      )}
    </Group>
  );
}

function placeholderFor(operator: string, type: string): string {
  if (type === "date" || type === "timestamp") return operator === "between" ? "2026-01-01, 2026-01-31" : "2026-01-31";
  return operator === "between" ? "Two values" : "Type a value, then Enter";
}

function constantOf(text: string, type: string): string | number | boolean {
  if (type === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  if (type === "boolean" && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}
