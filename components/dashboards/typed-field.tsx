import { useEffect, useState } from "react";
import type { FilterValue } from "@/lib/dashboards/filter-schema";
import { type CalendarContext, resolveDay } from "@/lib/dashboards/relative-dates";
import styles from "./filter-bar.module.css";
import { type FieldProps, nothingFor } from "./filter-field";
import { currentValue } from "./filter-text";

/** Typing does not query at every key: the value counts when the field is left or Enter is pressed. */
export function TypedField({ id, filter, value, onChange, calendar }: FieldProps) {
  const shown = textOf(currentValue(filter, value), filter.kind === "date" ? calendar : null);
  const [draft, setDraft] = useState(shown);
  useEffect(() => setDraft(shown), [shown]);
  const commit = (text = draft.trim()) => {
    if (text === shown) return;
    if (text === "") onChange(nothingFor(filter));
    else if (filter.kind !== "number") onChange(text);
    else if (Number.isFinite(Number(text))) onChange(Number(text));
  };
  const type = filter.kind === "number" || filter.kind === "date" ? filter.kind : "search";
  return (
    <input
      id={id}
      className={styles.typed}
      type={type}
      step={type === "number" ? "any" : undefined}
      max={type === "date" ? "9999-12-31" : undefined}
      value={draft}
      required={filter.required}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => commit()}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}

function textOf(value: FilterValue | undefined, calendar: CalendarContext | null): string {
  if (value === undefined || typeof value === "object") return Array.isArray(value) ? value.join(", ") : "";
  return calendar ? (resolveDay(String(value), calendar) ?? "") : String(value);
}
