import styles from "./filter-bar.module.css";
import type { ShownFilter } from "./filter-field";
import { filterText } from "./filter-text";
import { useWords } from "./messages/use-words";
import type { ChosenFilters } from "./request-data";

interface ActiveChipsProps {
  readonly filters: readonly ShownFilter[];
  readonly chosen: ChosenFilters;
  readonly onChange: (filters: ChosenFilters) => void;
}

/** Filters that are set, each with its way out. */
export function ActiveChips({ filters, chosen, onChange }: ActiveChipsProps) {
  const words = useWords();
  const set = filters.filter(({ name }) => (chosen[name] ?? null) !== null);
  if (set.length === 0) return null;
  return (
    <ul className={styles.chips}>
      {set.map((filter) => {
        const { [filter.name]: value, ...others } = chosen;
        const text = filterText(filter, value ?? undefined, words);
        return (
          <li key={filter.name}>
            <button
              type="button"
              className={styles.chip}
              aria-label={words.say("removeFilter", { label: filter.label, value: text })}
              onClick={() => onChange(others)}
            >
              <span>
                {filter.label}: {text}
              </span>
              <span aria-hidden="true">×</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
