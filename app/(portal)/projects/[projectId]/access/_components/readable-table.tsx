"use client";
import { Badge, Code, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import type { TableExplanation } from "@/lib/access/access-schema";
import { ExposureBadge } from "../../../../_labels/badges";
import { counted } from "../../../../_labels/words";
import classes from "./access.module.css";
import { ValueList } from "./value-list";

/** A table in a line; its conditions, values and columns on demand. */
export function ReadableTable({ table, opened: atFirst }: { table: TableExplanation; opened: boolean }) {
  const [opened, setOpened] = useState(atFirst);
  const { schema, name, exposure, filters, columns, excludedColumns, maskedColumns } = table;
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <li className={classes.table}>
      <div className={classes.head}>
        <UnstyledButton className={classes.toggle} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <Chevron size={15} aria-hidden />
          <span>
            <span className={classes.schema}>{schema}.</span>
            {name}
          </span>
        </UnstyledButton>
        <span className={classes.rows}>
          {filters.length === 0 ? "All rows" : null}
          {filters.map(({ condition, values }) => (
            <span key={condition} className={classes.condition}>
              <Code>{condition}</Code> {values.map(({ name: of, value }) => `${of} = ${value}`).join(", ")}
            </span>
          ))}
        </span>
        <span className={classes.quiet}>{counted(columns.length, "column")}</span>
        {excludedColumns.length > 0 ? <Badge color="gray">{excludedColumns.length} hidden</Badge> : null}
        {maskedColumns.length > 0 ? <Badge color="gray">{maskedColumns.length} masked</Badge> : null}
        <ExposureBadge exposure={exposure} />
      </div>
      {opened ? <Details table={table} /> : null}
    </li>
  );
}

function Details({ table }: { table: TableExplanation }) {
  const { because, path, filters, columns, excludedColumns, maskedColumns } = table;
  return (
    <dl className={classes.details}>
      <dt>Why it is open</dt>
      <dd>{because}</dd>
      {path ? (
        <>
          <dt>File</dt>
          <dd>
            <Code>{path}</Code>
          </dd>
        </>
      ) : null}
      <dt>Rows</dt>
      <dd>
        {filters.length === 0 ? "All of them." : null}
        {filters.map(({ condition, values, policies }) => (
          <div key={condition} className={classes.filter}>
            <Code>{condition}</Code>
            <span className={classes.quiet}>{`policy ${policies.join(", policy ")}`}</span>
            <ValueList values={values} />
          </div>
        ))}
      </dd>
      <dt>Columns</dt>
      <dd className={classes.columns}>{columns.join(", ") || "None"}</dd>
      {excludedColumns.length > 0 ? (
        <>
          <dt>Hidden columns</dt>
          <dd className={classes.columns}>{excludedColumns.join(", ")}</dd>
        </>
      ) : null}
      {maskedColumns.length > 0 ? (
        <>
          <dt>Masked columns</dt>
          <dd>
            {maskedColumns.map((column) => (
              <div key={column.name}>
                <span className={classes.columns}>{column.name}</span> shows <Code>{column.expression}</Code>
                <span className={classes.quiet}> · {column.policy}</span>
              </div>
            ))}
          </dd>
        </>
      ) : null}
    </dl>
  );
}
