import { useState } from "react";
import type { FilterScalar, FilterValue } from "@/lib/dashboards/filter-schema";
import { FieldButton } from "./field-button";
import styles from "./filter-bar.module.css";
import { type FieldProps, nothingFor } from "./filter-field";
import { currentValue, filterText } from "./filter-text";
import { useWords } from "./messages/use-words";
import { OptionList } from "./option-list";
import { useFilterValues } from "./use-filter-values";

/** One value or several out of a list, which is searched on the server when it is long. */
export function ChoiceField(props: FieldProps) {
  const { id, filter, value, onChange } = props;
  const words = useWords();
  const current = currentValue(filter, value);
  // Several are ticked one after the other: the dashboard loads once, when the list is closed.
  const [draft, setDraft] = useState<readonly FilterScalar[] | null>(null);
  const commit = () => {
    if (draft && JSON.stringify(draft) !== JSON.stringify(listOf(current))) {
      onChange(draft.length === 0 ? nothingFor(filter) : [...draft]);
    }
    setDraft(null);
  };
  return (
    <FieldButton
      id={id}
      label={filter.label}
      text={filterText(filter, draft ? (draft.length > 0 ? [...draft] : undefined) : current, words)}
      isSet={current !== undefined}
      onClose={commit}
    >
      {(close) => (
        <ChoiceList
          {...props}
          ticked={draft ?? listOf(current)}
          onTick={(one) => {
            if (filter.multiple) return setDraft(toggled(draft ?? listOf(current), one));
            onChange(one);
            close();
          }}
          onClear={() => {
            setDraft(null);
            onChange(nothingFor(filter));
            close();
          }}
        />
      )}
    </FieldButton>
  );
}

interface ChoiceListProps extends FieldProps {
  readonly ticked: readonly FilterScalar[];
  readonly onTick: (value: FilterScalar) => void;
  readonly onClear: () => void;
}

function ChoiceList({ filter, chosen, loadValues, ticked, onTick, onClear }: ChoiceListProps) {
  const words = useWords();
  const { say } = words;
  const [search, setSearch] = useState("");
  const { values, truncated, state, retry } = useFilterValues({ filter, chosen, search, loadValues });
  const isShort = filter.options !== undefined && filter.options.length <= 8;
  // What is ticked stays at hand, whatever is searched for.
  const shown = [...ticked.filter((one) => search === "" && !values.includes(one)), ...values];
  return (
    <div className={styles.choices}>
      {isShort ? null : (
        <input
          type="search"
          className={styles.search}
          data-autofocus=""
          placeholder={say("search")}
          aria-label={say("search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {filter.multiple ? (
        <fieldset className={styles.choiceList} aria-busy={state === "loading"}>
          <legend className={styles.hidden}>{filter.label}</legend>
          {shown.map((one) => (
            <label key={`${typeof one} ${one}`} className={styles.choice}>
              <input type="checkbox" checked={ticked.includes(one)} onChange={() => onTick(one)} />
              <span>{filterText(filter, one, words)}</span>
            </label>
          ))}
        </fieldset>
      ) : (
        <OptionList
          label={filter.label}
          hasFocus={isShort}
          options={shown.map((one) => ({
            key: `${typeof one} ${one}`,
            label: filterText(filter, one, words),
            isChosen: ticked.includes(one),
            onChoose: () => onTick(one),
          }))}
        />
      )}
      <p className={styles.note} role="status">
        {state === "loading" && shown.length === 0 ? say("loading") : null}
        {state === "failed" ? say("valuesFailed") : null}
        {state === "ready" && shown.length === 0 ? say("noValues") : null}
        {state === "ready" && truncated ? say("moreValues") : null}
      </p>
      <div className={styles.choiceActions}>
        {state === "failed" ? (
          <button type="button" className={styles.plainButton} onClick={retry}>
            {say("retry")}
          </button>
        ) : null}
        {ticked.length > 0 ? (
          <button type="button" className={styles.plainButton} onClick={onClear}>
            {say("clear")}
          </button>
        ) : null}
      </div>
    </div>
  );
}

function listOf(value: FilterValue | undefined): readonly FilterScalar[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  return typeof value === "object" ? [] : [value];
}

function toggled(list: readonly FilterScalar[], one: FilterScalar): readonly FilterScalar[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}
