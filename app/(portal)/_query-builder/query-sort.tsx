"use client";
import { ActionIcon, Button, Group, SegmentedControl, Select, Stack } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type BuilderDataset, labelOf } from "@/components/dashboard-editor/query/domain-fields";
import type { QueryDraft } from "@/components/dashboard-editor/query/edit-query";
import { columnNamesOf } from "@/lib/domains/domain-query-schema";
import classes from "./query-builder.module.css";

export interface QuerySortProps {
  readonly fields: readonly BuilderDataset[];
  readonly query: QueryDraft;
  readonly onChange: (query: QueryDraft) => void;
}

/** In which order the rows come. */
export function QuerySort({ fields, query, onChange }: QuerySortProps) {
  const columns = columnNamesOf(query);
  const names = [
    ...query.dimensions.map(({ field, grain }) => labelOf(fields, field) + (grain ? `, ${grain}` : "")),
    ...query.measures.map((field) => labelOf(fields, field)),
  ];
  const options = columns.map((value, index) => ({ value, label: names[index] ?? value }));
  const free = options.filter(({ value }) => !query.sort.some(({ column }) => column === value));
  const next = free.at(-1);
  return (
    <section aria-label="Sorted by">
      <h4 className={classes.heading}>Sorted by</h4>
      <Stack gap="xs">
        {query.sort.map((one, index) => (
          <Group key={one.column} gap={4} wrap="nowrap">
            <Select
              size="xs"
              flex={1}
              aria-label="Sorted by"
              data={options.filter(({ value }) => value === one.column || free.some((other) => other.value === value))}
              value={one.column}
              allowDeselect={false}
              onChange={(column) =>
                column &&
                onChange({ ...query, sort: query.sort.map((other, at) => (at === index ? { ...one, column } : other)) })
              }
            />
            <SegmentedControl
              size="xs"
              aria-label="Direction"
              data={[
                { value: "ascending", label: "Up" },
                { value: "descending", label: "Down" },
              ]}
              value={one.direction}
              onChange={(direction) =>
                onChange({
                  ...query,
                  sort: query.sort.map((other, at) =>
                    at === index ? { ...one, direction: direction as typeof one.direction } : other,
                  ),
                })
              }
            />
            <ActionIcon
              variant="subtle"
              size={28}
              aria-label={`Do not sort by ${one.column}`}
              onClick={() => onChange({ ...query, sort: query.sort.filter((_, at) => at !== index) })}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          disabled={!next || query.sort.length >= 10}
          onClick={() =>
            next && onChange({ ...query, sort: [...query.sort, { column: next.value, direction: "descending" }] })
          }
        >
          Sort
        </Button>
      </Stack>
    </section>
  );
}
