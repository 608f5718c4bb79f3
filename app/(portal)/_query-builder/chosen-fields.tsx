"use client";
import { ActionIcon, Select } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { type BuilderDataset, findField, labelOf } from "./domain-fields";
import { type Axis, moveField, type QueryDraft, withGrain, withoutField } from "./edit-query";
import classes from "./query-builder.module.css";

export interface ChosenFieldsProps {
  readonly title: string;
  readonly axis: Axis;
  readonly fields: readonly BuilderDataset[];
  readonly query: QueryDraft;
  readonly onChange: (query: QueryDraft) => void;
}

/** The dimensions or measures of a query, in their order. */
export function ChosenFields({ title, axis, fields, query, onChange }: ChosenFieldsProps) {
  const chosen: readonly { readonly field: string; readonly grain?: string }[] =
    axis === "dimensions" ? query.dimensions : query.measures.map((field) => ({ field }));
  return (
    <section aria-label={title}>
      <h4 className={classes.heading}>{title}</h4>
      {chosen.length === 0 ? <p className={classes.quiet}>Choose from the fields below.</p> : null}
      <ul className={classes.list}>
        {chosen.map(({ field, grain }, index) => {
          const label = labelOf(fields, field);
          const grains = axis === "dimensions" ? (findField(fields, field)?.grains ?? []) : [];
          return (
            <li key={field + (grain ?? "")} className={classes.chosen}>
              <span className={classes.name}>{label}</span>
              {grains.length > 0 ? (
                <Select
                  size="xs"
                  w={104}
                  aria-label={`${label} by`}
                  placeholder="Exact"
                  data={grains.map((value) => ({ value, label: value }))}
                  value={grain ?? null}
                  onChange={(next) => onChange(withGrain(query, index, next))}
                  clearable
                />
              ) : null}
              <ActionIcon
                variant="subtle"
                size={26}
                disabled={index === 0}
                aria-label={`${label} up`}
                onClick={() => onChange(moveField(query, axis, index, -1))}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size={26}
                disabled={index === chosen.length - 1}
                aria-label={`${label} down`}
                onClick={() => onChange(moveField(query, axis, index, 1))}
              >
                <IconArrowDown size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size={26}
                aria-label={`Remove ${label}`}
                onClick={() => onChange(withoutField(query, axis, index))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
