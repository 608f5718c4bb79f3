"use client";
import type { BuilderDataset } from "@/components/dashboard-editor/query/domain-fields";
import { findField, labelOf } from "@/components/dashboard-editor/query/domain-fields";
import {
  type Axis,
  moveField,
  type QueryDraft,
  withFieldAt,
  withGrain,
  withoutField,
} from "@/components/dashboard-editor/query/edit-query";
import { ChosenField } from "./chosen-field";
import classes from "./query-builder.module.css";
import { useDrop } from "./use-drop";

export interface ChosenFieldsProps {
  readonly title: string;
  readonly axis: Axis;
  readonly fields: readonly BuilderDataset[];
  readonly query: QueryDraft;
  readonly onChange: (query: QueryDraft) => void;
}

/** The dimensions or measures of a query, in their order; fields are dragged in, and along. */
export function ChosenFields({ title, axis, fields, query, onChange }: ChosenFieldsProps) {
  const chosen: readonly { readonly field: string; readonly grain?: string }[] =
    axis === "dimensions" ? query.dimensions : query.measures.map((field) => ({ field }));
  const put = (field: string, index: number) =>
    onChange(withFieldAt(query, axis, field, index, findField(fields, field)));
  const drop = useDrop([axis], (field) => put(field, chosen.length));
  return (
    <section aria-label={title} className={classes.shelf} {...drop}>
      <h4 className={classes.heading}>{title}</h4>
      {chosen.length === 0 ? <p className={classes.quiet}>Choose from the fields, or drag one here.</p> : null}
      <ul className={classes.list}>
        {chosen.map(({ field, grain }, index) => (
          <ChosenField
            key={field}
            axis={axis}
            field={field}
            label={labelOf(fields, field)}
            grain={grain ?? null}
            grains={axis === "dimensions" ? (findField(fields, field)?.grains ?? []) : []}
            isFirst={index === 0}
            isLast={index === chosen.length - 1}
            onGrain={(next) => onChange(withGrain(query, index, next))}
            onMove={(by) => onChange(moveField(query, axis, index, by))}
            onRemove={() => onChange(withoutField(query, axis, index))}
            onDropBefore={(dropped) => put(dropped, index)}
          />
        ))}
      </ul>
    </section>
  );
}
