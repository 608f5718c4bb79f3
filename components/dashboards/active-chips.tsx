import type { CardView } from "@/lib/dashboards/card-schema";
import styles from "./filter-bar.module.css";
import type { ShownFilter } from "./filter-field";
import { filterText } from "./filter-text";
import { useWords } from "./messages/use-words";
import type { ChosenFilters } from "./request-data";

interface ActiveChipsProps {
  readonly cards: readonly CardView[];
  readonly filters: readonly ShownFilter[];
  readonly chosen: ChosenFilters;
  readonly onChange: (filters: ChosenFilters) => void;
}

/** What clicks on drawings have set, each with its way out; also where there is no filter bar. */
export function ActiveChips({ cards, filters, chosen, onChange }: ActiveChipsProps) {
  const words = useWords();
  const clickable = new Set(
    cards.flatMap((card) =>
      card.kind === "TEXT" ? [] : card.interactions.flatMap((one) => (one.action === "filter" ? [one.filter] : [])),
    ),
  );
  const set = filters.filter(({ name }) => clickable.has(name) && (chosen[name] ?? null) !== null);
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
