import { useState } from "react";
import type { DayRange } from "@/lib/dashboards/relative-dates";
import { FieldButton } from "./field-button";
import styles from "./filter-bar.module.css";
import type { FieldProps } from "./filter-field";
import { currentValue, daysOf, daysText, filterText, relativeText } from "./filter-text";
import { useWords } from "./messages/use-words";
import { OptionList } from "./option-list";

const presets = [
  "today",
  "yesterday",
  "last_7_days",
  "last_30_days",
  "this_month",
  "last_month",
  "last_3_months",
  "this_quarter",
  "this_year",
  "last_year",
  "all_time",
];

/** A span of days: one of the usual ones, which move on with the calendar, or any two days. */
export function DateRangeField({ id, filter, value, onChange, calendar }: FieldProps) {
  const words = useWords();
  const { say } = words;
  const current = currentValue(filter, value);
  const own = typeof current === "string" && relativeText(current, words) ? [current] : [];
  const usual = [...new Set([...own, ...presets])].sort((one, other) => rank(one) - rank(other));
  const days = daysOf(current, calendar);
  return (
    <FieldButton
      id={id}
      label={filter.label}
      text={current === undefined ? say("all_time") : filterText(filter, current, words)}
      isSet={current !== undefined}
    >
      {(close) => (
        <div className={styles.dates}>
          <OptionList
            label={filter.label}
            hasFocus
            options={usual.map((word) => ({
              key: word,
              label: relativeText(word, words) ?? word,
              detail: word === "all_time" ? null : daysText(daysOf(word, calendar), words),
              isChosen: current === word || (current === undefined && word === "all_time"),
              onChoose: () => {
                onChange(word);
                close();
              },
            }))}
          />
          <OwnDays
            key={JSON.stringify(days)}
            days={days}
            onChoose={(range) => {
              onChange({ ...range });
              close();
            }}
          />
        </div>
      )}
    </FieldButton>
  );
}

/** Presets stand in their own order; a dashboard's own relative range comes first. */
function rank(word: string): number {
  return presets.indexOf(word);
}

function OwnDays({ days, onChoose }: { days: DayRange; onChoose: (range: DayRange) => void }) {
  const { say } = useWords();
  const [from, setFrom] = useState(days.from ?? "");
  const [to, setTo] = useState(days.to ?? "");
  const isCrossed = from !== "" && to !== "" && from > to;
  return (
    <form
      className={styles.ownDays}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isCrossed) onChoose({ ...(from ? { from } : {}), ...(to ? { to } : {}) });
      }}
    >
      <label>
        {say("from")}
        <input type="date" value={from} max="9999-12-31" onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label>
        {say("to")}
        <input type="date" value={to} max="9999-12-31" onChange={(event) => setTo(event.target.value)} />
      </label>
      <p className={styles.note} role="alert">
        {isCrossed ? say("crossedRange") : null}
      </p>
      <button type="submit" className={styles.mainButton} disabled={isCrossed}>
        {say("customRange")}
      </button>
    </form>
  );
}
