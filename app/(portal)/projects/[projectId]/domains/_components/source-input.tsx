"use client";
import { ActionIcon, Autocomplete, Textarea, Tooltip } from "@mantine/core";
import { IconCode, IconColumns1 } from "@tabler/icons-react";
import classes from "./domain-editor.module.css";

export interface FieldSource {
  readonly column?: string | undefined;
  readonly expression?: string | undefined;
}

export interface SourceInputProps extends FieldSource {
  /** Names the field that this is the source of. */
  readonly label: string;
  readonly columns: readonly string[];
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly onChange: (source: FieldSource) => void;
}

/** A column of the table, or SQL over its columns. */
export function SourceInput({ label, column, expression, columns, error, placeholder, onChange }: SourceInputProps) {
  const isSql = expression !== undefined;
  return (
    <div className={classes.source}>
      {isSql ? (
        <Textarea
          aria-label={`${label}: expression`}
          autosize
          minRows={1}
          maxRows={6}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
          value={expression}
          error={error}
          onChange={(event) => onChange({ expression: event.currentTarget.value, column: undefined })}
        />
      ) : (
        <Autocomplete
          aria-label={`${label}: column`}
          placeholder={placeholder}
          data={[...columns]}
          value={column ?? ""}
          error={error}
          onChange={(value) => onChange({ column: value === "" ? undefined : value, expression: undefined })}
        />
      )}
      <Tooltip label={isSql ? "A column instead" : "An expression instead"}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={`${label}: ${isSql ? "a column instead" : "an expression instead"}`}
          onClick={() =>
            onChange(isSql ? { column: "", expression: undefined } : { expression: column ?? "", column: undefined })
          }
        >
          {isSql ? <IconColumns1 size={16} /> : <IconCode size={16} />}
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
