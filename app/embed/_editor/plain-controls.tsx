import { IconArrowDown, IconArrowUp, IconChevronDown, IconPlus, IconTrash } from "@tabler/icons-react";
import type {
  Controls,
  NumericProps,
  SelectProps,
  SeveralProps,
  TextProps,
  TickProps,
} from "@/components/form-controls/controls";
import styles from "./controls.module.css";
import { FieldFrame } from "./field-frame";
import { MenuButton } from "./menu-button";
import { SearchField } from "./search-field";
import { TagsField } from "./tags-field";

const icons = {
  up: IconArrowUp,
  down: IconArrowDown,
  remove: IconTrash,
  open: IconChevronDown,
  add: IconPlus,
} as const;

function SelectField({ choices, value, canBeEmpty = false, isLong: _, placeholder, onChange, ...frame }: SelectProps) {
  return (
    <FieldFrame {...frame}>
      {(wiring) => (
        <select {...wiring} value={value ?? ""} onChange={({ target }) => onChange(target.value || null)}>
          {canBeEmpty || value === null ? <option value="">{placeholder ?? "–"}</option> : null}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

function TextField({ value, maxLength, rows, placeholder, onChange, ...frame }: TextProps) {
  return (
    <FieldFrame {...frame}>
      {(wiring) => {
        const shared = { ...wiring, value, maxLength, placeholder };
        return rows ? (
          <textarea {...shared} rows={rows} onChange={({ target }) => onChange(target.value)} />
        ) : (
          <input {...shared} onChange={({ target }) => onChange(target.value)} />
        );
      }}
    </FieldFrame>
  );
}

function NumericField({ value, min, max, placeholder, onChange, ...frame }: NumericProps) {
  return (
    <FieldFrame {...frame}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          min={min}
          max={max}
          step="any"
          placeholder={placeholder}
          value={value ?? ""}
          onChange={({ target }) => onChange(Number.isNaN(target.valueAsNumber) ? undefined : target.valueAsNumber)}
        />
      )}
    </FieldFrame>
  );
}

function SeveralField({ label, help, error, choices, value, onChange }: SeveralProps) {
  const toggle = (name: string) =>
    onChange(value.includes(name) ? value.filter((one) => one !== name) : [...value, name]);
  return (
    <fieldset className={styles.set}>
      <legend>{label}</legend>
      <div className={styles.several}>
        {choices.map((choice) => (
          <label key={choice.value} className={styles.tick}>
            <input type="checkbox" checked={value.includes(choice.value)} onChange={() => toggle(choice.value)} />
            {choice.label}
          </label>
        ))}
      </div>
      {(error ?? help) ? <small data-bad={error !== undefined}>{error ?? help}</small> : null}
    </fieldset>
  );
}

function Tick({ label, help, checked, onChange }: TickProps) {
  return (
    <div className={styles.field}>
      <label className={styles.tick}>
        <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
        {label}
      </label>
      {help ? <small>{help}</small> : null}
    </div>
  );
}

/** The fields of an embed's editor: the browser's own, since nothing of the portal's is loaded into a host's page. */
export const plainControls: Controls = {
  Select: SelectField,
  Search: SearchField,
  Several: SeveralField,
  Text: TextField,
  Numeric: NumericField,
  Tags: TagsField,
  Switch: Tick,
  Checkbox: Tick,
  Segments: ({ label, choices, value, onChange }) => (
    // biome-ignore lint/a11y/useSemanticElements: buttons in a row, not a form's fields
    <div role="group" aria-label={label} className={styles.segments}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  ),
  Button: ({ children, icon, isQuiet = false, disabled, onClick }) => (
    <button type="button" className={isQuiet ? styles.quiet : styles.button} disabled={disabled} onClick={onClick}>
      {icon}
      {children}
    </button>
  ),
  IconButton: ({ icon, label, title, disabled, expanded, onClick }) => {
    const Icon = icons[icon];
    return (
      <button
        type="button"
        className={styles.icon}
        aria-label={label}
        aria-expanded={expanded}
        title={title}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon size={16} aria-hidden />
      </button>
    );
  },
  AddMenu: ({ label, items }) => (
    <MenuButton className={styles.icon} label={label} items={items}>
      <IconPlus size={16} aria-hidden />
    </MenuButton>
  ),
  Fieldset: ({ legend, children }) => (
    <fieldset className={styles.set}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  ),
  Stack: ({ isTight = false, children }) => (
    <div className={styles.stack} data-tight={isTight}>
      {children}
    </div>
  ),
  Row: ({ children }) => <div className={styles.row}>{children}</div>,
  Line: ({ children }) => <div className={styles.line}>{children}</div>,
  Note: ({ isBad = false, children }) => (
    <p className={styles.note} data-bad={isBad}>
      {children}
    </p>
  ),
};
