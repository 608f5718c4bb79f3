"use client";
import { ActionIcon, Button, Input, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";
import { fromRows, type NamedValues, toRows, type ValueKind, type ValueRow, valueKinds } from "./named-values";
import classes from "./named-values-input.module.css";
import { TextListInput } from "./text-list-input";

export interface NamedValuesInputProps {
  readonly label: string;
  readonly description?: ReactNode;
  readonly value: NamedValues;
  readonly onChange: (value: NamedValues) => void;
  readonly error?: ReactNode;
  /** Set when the names are given and only values are asked for. */
  readonly fixedNames?: boolean;
  readonly disabled?: boolean;
}

/** Edits values by name, each a text, a number, a yes or no, or a list. */
export function NamedValuesInput(props: NamedValuesInputProps) {
  const { label, description, value, onChange, error, fixedNames, disabled } = props;
  const [rows, setRows] = useState<readonly ValueRow[]>(() => toRows(value));
  const nextKey = useRef(rows.length);
  const update = (next: readonly ValueRow[]) => {
    setRows(next);
    onChange(fromRows(next));
  };
  const change = (key: number, part: Partial<ValueRow>) =>
    update(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () => update([...rows, { key: nextKey.current++, name: "", kind: "text", text: "", items: [] }]);
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      labelElement="div"
      inputWrapperOrder={["label", "description", "input", "error"]}
    >
      <fieldset className={classes.rows} disabled={disabled} style={{ border: 0, margin: "0.5rem 0", padding: 0 }}>
        <legend hidden>{label}</legend>
        {rows.map((row) => (
          <div key={row.key} className={classes.row}>
            {fixedNames ? (
              <span className={classes.fixed}>{row.name}</span>
            ) : (
              <TextInput
                aria-label="Name"
                placeholder="name"
                value={row.name}
                onChange={(event) => change(row.key, { name: event.currentTarget.value })}
              />
            )}
            <NativeSelect
              aria-label={`Kind of ${row.name || "value"}`}
              data={[...valueKinds]}
              value={row.kind}
              onChange={(event) => change(row.key, converted(row, event.currentTarget.value as ValueKind))}
            />
            <ValueField row={row} onChange={(part) => change(row.key, part)} />
            {fixedNames ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={`Remove ${row.name || "this value"}`}
                onClick={() => update(rows.filter(({ key }) => key !== row.key))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </div>
        ))}
      </fieldset>
      {fixedNames || disabled ? null : (
        <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          Add value
        </Button>
      )}
    </Input.Wrapper>
  );
}

function ValueField({ row, onChange }: { row: ValueRow; onChange: (part: Partial<ValueRow>) => void }) {
  const label = `Value of ${row.name || "this name"}`;
  if (row.kind === "boolean") {
    return (
      <NativeSelect
        aria-label={label}
        data={[
          { value: "true", label: "Yes" },
          { value: "false", label: "No" },
        ]}
        value={row.text === "true" ? "true" : "false"}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
    );
  }
  if (row.kind === "texts" || row.kind === "numbers") {
    return (
      <TextListInput commas={false} aria-label={label} value={row.items} onChange={(items) => onChange({ items })} />
    );
  }
  return (
    <TextInput
      aria-label={label}
      inputMode={row.kind === "number" ? "decimal" : undefined}
      value={row.text}
      onChange={(event) => onChange({ text: event.currentTarget.value })}
    />
  );
}

/** Keeps what was typed when the kind changes between one and several. */
function converted(row: ValueRow, kind: ValueKind): Partial<ValueRow> {
  const several = kind === "texts" || kind === "numbers";
  const wasSeveral = row.kind === "texts" || row.kind === "numbers";
  if (several === wasSeveral) return { kind };
  return several ? { kind, items: row.text ? [row.text] : [] } : { kind, text: row.items[0] ?? "" };
}
