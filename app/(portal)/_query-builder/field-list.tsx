"use client";
import { TextInput, UnstyledButton } from "@mantine/core";
import { IconCalendar, IconHash, IconLetterCase, IconSearch, IconSum, IconToggleLeft } from "@tabler/icons-react";
import { useState } from "react";
import type { BuilderDataset, BuilderField } from "@/components/dashboard-editor/query/domain-fields";
import type { Axis, QueryDraft } from "@/components/dashboard-editor/query/edit-query";
import { startDrag } from "./drag-field";
import classes from "./query-builder.module.css";

export interface FieldListProps {
  readonly fields: readonly BuilderDataset[];
  readonly query: QueryDraft;
  readonly onPick: (axis: Axis, field: string) => void;
}

const icons = {
  text: IconLetterCase,
  number: IconHash,
  boolean: IconToggleLeft,
  date: IconCalendar,
  timestamp: IconCalendar,
} as const;

/** All fields of a domain, found by typing; a click, Enter or a drag takes one into the query. */
export function FieldList({ fields, query, onPick }: FieldListProps) {
  const [words, setWords] = useState("");
  const chosen = new Set([...query.dimensions.map(({ field }) => field), ...query.measures]);
  const found = (list: readonly BuilderField[]) => list.filter((field) => matches(field, words));
  const datasets = fields
    .map((dataset) => ({ ...dataset, dimensions: found(dataset.dimensions), measures: found(dataset.measures) }))
    .filter(({ dimensions, measures }) => dimensions.length + measures.length > 0);
  const rows = (axis: Axis, list: readonly BuilderField[]) =>
    list.map((field) => {
      const Icon = axis === "measures" ? IconSum : icons[field.type];
      return (
        <li key={field.name}>
          <UnstyledButton
            className={classes.field}
            title={field.description || undefined}
            aria-pressed={chosen.has(field.name)}
            draggable
            onDragStart={(event) => startDrag(event, axis, field.name)}
            onClick={() => onPick(axis, field.name)}
          >
            <Icon size={14} stroke={1.6} aria-label={axis === "measures" ? "Measure" : field.type} />
            {field.label}
          </UnstyledButton>
        </li>
      );
    });
  return (
    <div>
      <TextInput
        aria-label="Search fields"
        placeholder="Search fields"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <div className={classes.fields}>
        {datasets.map(({ name, label, dimensions, measures }) => (
          <section key={name} aria-label={label}>
            <h4 className={classes.dataset}>{label}</h4>
            <ul className={classes.list}>
              {rows("dimensions", dimensions)}
              {rows("measures", measures)}
            </ul>
          </section>
        ))}
        {datasets.length === 0 ? <p className={classes.quiet}>No field is called that.</p> : null}
      </div>
    </div>
  );
}

function matches({ name, label, description }: BuilderField, words: string): boolean {
  const text = `${name} ${label} ${description}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
