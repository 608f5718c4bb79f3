import { useState } from "react";
import type { FilterValue } from "@/lib/dashboards/filter-schema";
import type { CalendarContext } from "@/lib/dashboards/relative-dates";
import type { DashboardDoor } from "./dashboard-door";
import styles from "./filter-bar.module.css";
import { FilterField, type ShownFilter } from "./filter-field";
import { useWords } from "./messages/use-words";
import type { ChosenFilters } from "./request-data";
import { Sheet } from "./sheet";

interface FilterBarProps {
  readonly filters: readonly ShownFilter[];
  readonly values: ChosenFilters;
  readonly onChange: (values: ChosenFilters) => void;
  readonly calendar: CalendarContext;
  readonly loadValues?: DashboardDoor["filterValues"];
  /** Behind one button, in a drawer. */
  readonly isNarrow: boolean;
}

/** What the viewer may set, in one bar; on a narrow screen in a drawer. */
export function FilterBar(props: FilterBarProps) {
  const { filters, values, onChange, isNarrow } = props;
  const { say } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const set = filters.filter(({ name }) => values[name] !== undefined).length;
  const reset = set > 0 && (
    <button type="button" className={styles.plainButton} onClick={() => onChange(without(values, filters))}>
      {say("resetFilters")}
    </button>
  );
  if (!isNarrow) {
    return (
      <section className={styles.bar} aria-label={say("filters")}>
        <Fields {...props} />
        {reset}
      </section>
    );
  }
  return (
    <div className={styles.narrow}>
      <button type="button" className={styles.fieldButton} aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        {say("filters")}
        {set > 0 ? ` · ${say("filtersSet", { count: set })}` : ""}
      </button>
      {isOpen ? (
        <Sheet title={say("filters")} size="drawer" onClose={() => setIsOpen(false)}>
          <div className={styles.drawer}>
            <Fields {...props} />
            <div className={styles.drawerActions}>
              {reset}
              <button type="button" className={styles.mainButton} onClick={() => setIsOpen(false)}>
                {say("showResults")}
              </button>
            </div>
          </div>
        </Sheet>
      ) : null}
    </div>
  );
}

function Fields({ filters, values, onChange, calendar, loadValues }: FilterBarProps) {
  const change = (name: string, value: FilterValue | null | undefined) => {
    const { [name]: _, ...others } = values;
    onChange(value === undefined ? others : { ...others, [name]: value });
  };
  return filters.map((filter) => (
    <FilterField
      key={filter.name}
      filter={filter}
      value={values[filter.name]}
      onChange={(value) => change(filter.name, value)}
      chosen={values}
      calendar={calendar}
      loadValues={loadValues}
    />
  ));
}

/** Only what the bar shows goes back to its default; hidden filters are somebody else's. */
function without(values: ChosenFilters, filters: readonly ShownFilter[]): ChosenFilters {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !filters.some((filter) => filter.name === name)));
}
