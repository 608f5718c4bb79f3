"use client";
import { ActionIcon, Button, Input, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { FileTableSettings } from "@/lib/connections/connection-schema";
import { emptyTable } from "./connection-values";
import classes from "./file-tables-field.module.css";

export interface FileTablesFieldProps {
  readonly tables: readonly FileTableSettings[];
  readonly errors: Readonly<Record<string, unknown>>;
  readonly onChange: (tables: FileTableSettings[]) => void;
}

/** Which files are which tables. */
export function FileTablesField({ tables, errors, onChange }: FileTablesFieldProps) {
  const change = (index: number, part: Partial<FileTableSettings>) =>
    onChange(tables.map((table, position) => (position === index ? { ...table, ...part } : table)));
  const errorAt = (index: number, field: string) => errors[`tables.${index}.${field}`] as string | undefined;
  return (
    <Input.Wrapper
      label="Tables"
      labelElement="div"
      inputWrapperOrder={["label", "description", "input", "error"]}
      description="Absolute paths on the server, inside a folder that it may read, or s3://bucket/path. A path may hold * to read many files as one table."
      error={errors.tables as string | undefined}
    >
      <div style={{ margin: "0.25rem 0 0.5rem" }}>
        {tables.map((table, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <div key={index} className={classes.row}>
            <TextInput
              aria-label="Schema"
              value={table.schema}
              error={errorAt(index, "schema")}
              onChange={(event) => change(index, { schema: event.currentTarget.value })}
            />
            <TextInput
              aria-label="Table name"
              placeholder="sales"
              value={table.name}
              error={errorAt(index, "name")}
              onChange={(event) => change(index, { name: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label="Format"
              data={[
                { value: "parquet", label: "Parquet" },
                { value: "csv", label: "CSV" },
              ]}
              value={table.format}
              onChange={(event) => change(index, { format: event.currentTarget.value as FileTableSettings["format"] })}
            />
            <TextInput
              className={classes.path}
              aria-label="Path"
              placeholder="s3://bucket/sales/*.parquet"
              spellCheck={false}
              styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
              value={table.path}
              error={errorAt(index, "path")}
              onChange={(event) => change(index, { path: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove table ${table.name || index + 1}`}
              disabled={tables.length === 1}
              onClick={() => onChange(tables.filter((_, position) => position !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </div>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onChange([...tables, emptyTable])}
      >
        Add table
      </Button>
    </Input.Wrapper>
  );
}
