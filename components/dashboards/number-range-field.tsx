import { useEffect, useState } from "react";
import type { FilterValue } from "@/lib/dashboards/filter-schema";
import styles from "./filter-bar.module.css";
import { type FieldProps, nothingFor } from "./filter-field";
import { currentValue } from "./filter-text";
import { useWords } from "./messages/use-words";

/** Two numbers, each of which may be left out. They count when the field is left or Enter is pressed. */
export function NumberRangeField({ id, filter, value, onChange }: FieldProps) {
  const { say } = useWords();
  const shown = endsOf(currentValue(filter, value));
  const [from, setFrom] = useState(shown.from);
  const [to, setTo] = useState(shown.to);
  useEffect(() => setFrom(shown.from), [shown.from]);
  useEffect(() => setTo(shown.to), [shown.to]);
  const isCrossed = from !== "" && to !== "" && Number(from) > Number(to);
  const commit = () => {
    if (isCrossed || (from === shown.from && to === shown.to)) return;
    if (from === "" && to === "") return onChange(nothingFor(filter));
    onChange({ ...(from === "" ? {} : { from: Number(from) }), ...(to === "" ? {} : { to: Number(to) }) });
  };
  const end = (name: "from" | "to", text: string, set: (text: string) => void) => (
    <input
      id={name === "from" ? id : undefined}
      type="number"
      step="any"
      placeholder={say(name)}
      aria-label={`${filter.label}, ${say(name)}`}
      aria-invalid={isCrossed}
      value={text}
      onChange={(event) => set(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
  return (
    <span className={styles.twoNumbers}>
      {end("from", from, setFrom)}
      <span aria-hidden="true">–</span>
      {end("to", to, setTo)}
    </span>
  );
}

function endsOf(value: FilterValue | undefined): { readonly from: string; readonly to: string } {
  if (typeof value !== "object" || Array.isArray(value)) return { from: "", to: "" };
  return { from: String(value.from ?? ""), to: String(value.to ?? "") };
}
