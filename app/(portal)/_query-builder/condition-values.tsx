"use client";
import { Group, Select, TagsInput } from "@mantine/core";
import { constantOf, mostValues } from "@/components/dashboard-editor/query/conditions";
import type { DomainFilter } from "@/lib/domains/domain-query-schema";
import { type LoadValues, useSuggestedValues } from "./use-suggested-values";

export type { LoadValues } from "./use-suggested-values";

const fixedValues = "\u0000values";

interface ConditionValuesProps {
  readonly filter: DomainFilter;
  readonly label: string;
  readonly type: string;
  readonly filterNames: readonly string[];
  readonly loadValues?: LoadValues;
  readonly onChange: (change: Partial<DomainFilter>) => void;
}

/** What a condition compares with: values of its own, or those of a dashboard's filter. */
export function ConditionValues({ filter, label, type, filterNames, loadValues, onChange }: ConditionValuesProps) {
  const suggested = useSuggestedValues(type === "text" ? loadValues : undefined, filter.field);
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
          data={[...suggested.values]}
          onFocus={() => suggested.find("")}
          onSearchChange={suggested.find}
          onChange={(texts) => onChange({ values: texts.map((text) => constantOf(text, type)) })}
          acceptValueOnBlur
          maxTags={mostValues(filter)}
        />
      )}
    </Group>
  );
}

function placeholderFor(operator: string, type: string): string {
  if (type === "date" || type === "timestamp") return operator === "between" ? "2026-01-01, 2026-01-31" : "2026-01-31";
  return operator === "between" ? "Two values" : "Type a value, then Enter";
}
