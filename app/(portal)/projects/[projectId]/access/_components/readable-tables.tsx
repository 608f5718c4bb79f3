"use client";
import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { TableExplanation } from "@/lib/access/access-schema";
import { counted } from "../../../../_labels/words";
import classes from "./access.module.css";
import { ReadableTable } from "./readable-table";

/** Tables that stand there at once; a connection can have thousands. */
const shown = 100;
/** From this many on, people search instead of looking through. */
const manyTables = 12;

export function ReadableTables(props: { connectionName: string; tables: readonly TableExplanation[] }) {
  const { connectionName, tables } = props;
  const [words, setWords] = useState("");
  if (tables.length === 0) return null;
  const wanted = words.trim().toLowerCase();
  const matching = tables.filter(({ schema, name }) => `${schema}.${name}`.toLowerCase().includes(wanted));
  return (
    <>
      {tables.length > manyTables ? (
        <TextInput
          className={classes.search}
          type="search"
          aria-label={`Search tables of ${connectionName}`}
          placeholder="Search tables"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      ) : null}
      <ul className={classes.tables} aria-label={`Tables of ${connectionName} that can be read`}>
        {matching.slice(0, shown).map((table) => (
          <ReadableTable key={`${table.schema}.${table.name}`} table={table} opened={tables.length === 1} />
        ))}
      </ul>
      {matching.length === 0 ? <p className={classes.quiet}>Nothing matches. Try fewer words.</p> : null}
      {matching.length > shown ? (
        <p className={classes.quiet}>
          The first {shown} of {counted(matching.length, "table")} are shown; search to find the others.
        </p>
      ) : null}
    </>
  );
}
