import styles from "./filter-bar.module.css";
import { moveFocus } from "./move-focus";

export interface Option {
  readonly key: string;
  readonly label: string;
  /** Beside the label, quieter. */
  readonly detail?: string | null;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** A list of which one is chosen: by a click, or with the arrow keys and Enter. */
export function OptionList({
  label,
  options,
  hasFocus,
}: {
  label: string;
  options: readonly Option[];
  hasFocus?: boolean;
}) {
  const chosen = Math.max(
    options.findIndex(({ isChosen }) => isChosen),
    0,
  );
  return (
    <div role="listbox" aria-label={label} className={styles.choiceList}>
      {options.map(({ key, label: text, detail, isChosen, onChoose }, index) => (
        <button
          key={key}
          type="button"
          role="option"
          className={styles.option}
          aria-selected={isChosen}
          tabIndex={index === chosen ? 0 : -1}
          data-autofocus={hasFocus && index === chosen ? "" : undefined}
          onKeyDown={(event) => moveFocus(event, "option")}
          onClick={onChoose}
        >
          <span>{text}</span>
          {detail ? <small>{detail}</small> : null}
        </button>
      ))}
    </div>
  );
}
