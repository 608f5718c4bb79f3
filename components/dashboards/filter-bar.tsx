import { useEffect, useId, useState } from "react";
import type { DashboardFilter, FilterValue } from "@/lib/dashboards/filter-schema";
import styles from "./dashboard-view.module.css";
import type { ChosenFilters } from "./request-data";

interface FilterBarProps {
  readonly filters: readonly DashboardFilter[];
  readonly values: ChosenFilters;
  readonly onChange: (values: ChosenFilters) => void;
}

/** What the viewer may set, in one bar; on a narrow screen behind one button. */
export function FilterBar({ filters, values, onChange }: FilterBarProps) {
  const [isOpen, setIsOpen] = useState(false);
  const fieldsId = useId();
  const set = (name: string, value: FilterValue | undefined) => {
    const { [name]: _, ...others } = values;
    onChange(value === undefined ? others : { ...others, [name]: value });
  };
  return (
    <div className={styles.filters} data-open={isOpen}>
      <button
        type="button"
        className={styles.filtersToggle}
        aria-expanded={isOpen}
        aria-controls={fieldsId}
        onClick={() => setIsOpen(!isOpen)}
      >
        Filters
      </button>
      <div className={styles.filterFields} id={fieldsId}>
        {filters.map((filter) => (
          <FilterField key={filter.name} filter={filter} value={values[filter.name]} onChange={set} />
        ))}
      </div>
    </div>
  );
}

interface FilterFieldProps {
  readonly filter: DashboardFilter;
  readonly value: ChosenFilters[string] | undefined;
  readonly onChange: (name: string, value: FilterValue | undefined) => void;
}

function FilterField({ filter, value, onChange }: FilterFieldProps) {
  const id = useId();
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{filter.label}</label>
      {filter.kind === "select" && filter.options ? (
        <SelectInput id={id} filter={filter} value={value} onChange={onChange} />
      ) : (
        <TypedInput id={id} filter={filter} value={value} onChange={onChange} />
      )}
    </div>
  );
}

function SelectInput({ id, filter, value, onChange }: FilterFieldProps & { id: string }) {
  const options = filter.options ?? [];
  const current = value ?? filter.default;
  return (
    <select
      id={id}
      value={options.findIndex((option) => Object.is(option, current))}
      onChange={(event) => onChange(filter.name, options[Number(event.target.value)])}
    >
      {!options.some((option) => option === current) && <option value={-1}>Choose…</option>}
      {options.map((option, index) => (
        <option key={String(option)} value={index}>
          {String(option)}
        </option>
      ))}
    </select>
  );
}

/** Typing does not query at every key: the value counts when the field is left or Enter is pressed. */
function TypedInput({ id, filter, value, onChange }: FilterFieldProps & { id: string }) {
  const shown = String(value ?? filter.default ?? "");
  const [draft, setDraft] = useState(shown);
  useEffect(() => setDraft(shown), [shown]);
  const commit = () => {
    if (draft === shown) return;
    const text = draft.trim();
    if (text === "") onChange(filter.name, undefined);
    else if (filter.kind !== "number") onChange(filter.name, text);
    else if (Number.isFinite(Number(text))) onChange(filter.name, Number(text));
    if (text === "") setDraft(String(filter.default ?? ""));
  };
  const type = filter.kind === "number" || filter.kind === "date" ? filter.kind : "text";
  return (
    <input
      id={id}
      type={type}
      step={type === "number" ? "any" : undefined}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Enter") commit();
      }}
    />
  );
}
