import { useId } from "react";
import type { DashboardFilterView, FilterValue } from "@/lib/dashboards/filter-schema";
import type { CalendarContext } from "@/lib/dashboards/relative-dates";
import { ChoiceField } from "./choice-field";
import type { DashboardDoor } from "./dashboard-door";
import { DateRangeField } from "./date-range-field";
import styles from "./filter-bar.module.css";
import { NumberRangeField } from "./number-range-field";
import type { ChosenFilters } from "./request-data";
import { TypedField } from "./typed-field";

/** A filter as a dashboard shows it; without `offersValues`, its own options are all there are. */
export type ShownFilter = Omit<DashboardFilterView, "offersValues"> & { readonly offersValues?: boolean };

/** What each kind of field gets. */
export interface FieldProps {
  /** Of the element that the label belongs to. */
  readonly id: string;
  readonly filter: ShownFilter;
  /** What was chosen; undefined leaves it to the default, null chooses nothing. */
  readonly value: FilterValue | null | undefined;
  readonly onChange: (value: FilterValue | null | undefined) => void;
  /** All that is chosen: lists are narrowed by it. */
  readonly chosen: ChosenFilters;
  readonly calendar: CalendarContext;
  readonly loadValues?: DashboardDoor["filterValues"];
}

/** One filter: its label, and the field for its kind. */
export function FilterField(props: Omit<FieldProps, "id">) {
  const id = useId();
  const { filter } = props;
  return (
    <div className={styles.filter} data-kind={filter.kind} data-filter={filter.name}>
      <label htmlFor={id}>
        {filter.label}
        {filter.required ? (
          <span className={styles.required} aria-hidden="true">
            *
          </span>
        ) : null}
      </label>
      {fieldFor({ id, ...props })}
    </div>
  );
}

function fieldFor(props: FieldProps) {
  const { kind, options, offersValues } = props.filter;
  switch (kind) {
    case "date_range":
      return <DateRangeField {...props} />;
    case "number_range":
      return <NumberRangeField {...props} />;
    case "select":
      return options || offersValues ? <ChoiceField {...props} /> : <TypedField {...props} />;
    default:
      return <TypedField {...props} />;
  }
}

/** What leaves a filter without a value: the absence of one, or null where a default would step in. */
export function nothingFor({ default: fallback }: ShownFilter): null | undefined {
  return fallback === undefined ? undefined : null;
}
