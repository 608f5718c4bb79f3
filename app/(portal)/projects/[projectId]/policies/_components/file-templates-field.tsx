"use client";
import { ActionIcon, Autocomplete, Button, Input, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { KnownTable } from "./policy-form";
import classes from "./policy-form.module.css";
import type { FileTemplate } from "./policy-values";

export interface FileTemplatesFieldProps {
  readonly files: readonly FileTemplate[];
  readonly tables: readonly KnownTable[];
  readonly errorAt: (path: string) => string | undefined;
  readonly onChange: (files: FileTemplate[]) => void;
}

/** Per table, the path of the reader's own files. */
export function FileTemplatesField({ files, tables, errorAt, onChange }: FileTemplatesFieldProps) {
  const at = (index: number, field: string) => errorAt(`connectionLayer.fileTemplates.${index}.${field}`);
  const change = (index: number, part: Partial<FileTemplate>) =>
    onChange(files.map((file, position) => (position === index ? { ...file, ...part } : file)));
  return (
    <Input.Wrapper
      label="Path of one table"
      labelElement="div"
      inputWrapperOrder={["label", "description", "input", "error"]}
      description="On the server or on S3. A placeholder fills one whole part of the path, e.g. /data/{{ tenant }}/*.parquet."
    >
      <div style={{ marginTop: "0.5rem" }}>
        {files.map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <div key={index} className={`${classes.pair} ${classes.three}`}>
            <TextInput
              aria-label="Schema"
              value={file.schema}
              error={at(index, "schema")}
              onChange={(event) => change(index, { schema: event.currentTarget.value })}
            />
            <Autocomplete
              aria-label="Table"
              placeholder="table"
              data={[...new Set(tables.map(({ name }) => name.split(".").at(-1) ?? name))]}
              value={file.table}
              error={at(index, "table")}
              onChange={(table) => change(index, { table })}
            />
            <TextInput
              aria-label="Path"
              placeholder="/data/{{ tenant }}/*.parquet"
              spellCheck={false}
              styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
              value={file.path}
              error={at(index, "path")}
              onChange={(event) => change(index, { path: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove files of ${file.table || "this table"}`}
              onClick={() => onChange(files.filter((_, position) => position !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...files, { schema: "main", table: "", path: "" }])}
        >
          Add files of a table
        </Button>
      </div>
    </Input.Wrapper>
  );
}
