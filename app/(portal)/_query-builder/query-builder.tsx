"use client";
import { NumberInput, Stack } from "@mantine/core";
import { useMemo } from "react";
import { builderDatasets, findField } from "@/components/dashboard-editor/query/domain-fields";
import { asQuery, toggleField } from "@/components/dashboard-editor/query/edit-query";
import type { DomainQuery } from "@/lib/domains/domain-query-schema";
import type { DomainFields } from "@/lib/domains/domain-schema";
import { ChosenFields } from "./chosen-fields";
import type { LoadValues } from "./condition-values";
import { FieldList } from "./field-list";
import { QueryFilters } from "./query-filters";
import { QuerySort } from "./query-sort";

export interface QueryBuilderProps {
  readonly fields: DomainFields;
  /** A finished query, or whatever there is of one. */
  readonly value: unknown;
  readonly onChange: (query: DomainQuery) => void;
  /** Filters of a dashboard whose values may be asked with. */
  readonly filterNames?: readonly string[];
  /** Finds values of a dimension to compare with, as far as this person sees them. */
  readonly loadValues?: LoadValues;
}

/** Asks a semantic domain by choosing: what to group by, what to measure, of which rows, in which order. */
export function QueryBuilder({ fields: offered, value, onChange, filterNames = [], loadValues }: QueryBuilderProps) {
  const query = asQuery(value);
  const fields = useMemo(() => builderDatasets(offered), [offered]);
  return (
    <Stack gap="md">
      <ChosenFields title="Group by" axis="dimensions" fields={fields} query={query} onChange={onChange} />
      <ChosenFields title="Measure" axis="measures" fields={fields} query={query} onChange={onChange} />
      <FieldList
        fields={fields}
        query={query}
        onPick={(axis, field) => onChange(toggleField(query, axis, field, findField(fields, field)))}
      />
      <QueryFilters
        fields={fields}
        query={query}
        filterNames={filterNames}
        loadValues={loadValues}
        onChange={onChange}
      />
      <QuerySort fields={fields} query={query} onChange={onChange} />
      <NumberInput
        label="At most this many rows"
        min={1}
        max={10_000}
        value={query.limit}
        onChange={(limit) =>
          typeof limit === "number" && limit >= 1 && onChange({ ...query, limit: Math.round(limit) })
        }
      />
    </Stack>
  );
}
