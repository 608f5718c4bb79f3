import { useEffect, useState } from "react";
import type { Choice, SearchProps } from "@/components/form-controls/controls";
import { FieldFrame } from "./field-frame";

/** One of those that the token opens: few enough for a list. */
export function SearchField({ load, chosen, placeholder, onChange, ...frame }: SearchProps) {
  const [found, setFound] = useState<readonly Choice[]>([]);
  useEffect(() => {
    load("").then(setFound, () => undefined);
  }, [load]);
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <FieldFrame {...frame}>
      {(wiring) => (
        <select {...wiring} value={chosen?.value ?? ""} onChange={({ target }) => onChange(target.value || null)}>
          <option value="">{placeholder ?? "–"}</option>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
