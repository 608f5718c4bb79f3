"use client";
import { NativeSelect, TextInput } from "@mantine/core";
import { IconSearch, IconTable } from "@tabler/icons-react";
import { useDeferredValue, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import type { ConnectionView, TableView } from "@/lib/connections/connection-schema";
import { counted } from "../../../../_labels/words";
import classes from "./table-browser.module.css";
import { TableItem } from "./table-item";
import { tableWarning } from "./table-warning";

const shown = 200;

/** The tables of a connection: what is in them, who can read them, and what nothing protects. */
export function TableBrowser({ connection, tables }: { connection: ConnectionView; tables: readonly TableView[] }) {
  const [words, setWords] = useState("");
  const [kind, setKind] = useState("all");
  const search = useDeferredValue(words.trim().toLowerCase());
  const matching = tables.filter(
    (table) =>
      `${table.schema}.${table.name}`.toLowerCase().includes(search) &&
      (kind === "all" || table.exposure === kind || (kind === "warning" && tableWarning(table) !== null)),
  );
  if (tables.length === 0) {
    return (
      <Section title="Tables" flush>
        <EmptyState icon={<IconTable size={20} />} title="No tables known">
          {connection.catalogReadAt
            ? "The last look found none that this login can read."
            : "Use “Refresh tables” to read what is there. Every table starts hidden from tenants."}
        </EmptyState>
      </Section>
    );
  }
  return (
    <section aria-label="Tables">
      <div className={classes.tools}>
        <TextInput
          className={classes.search}
          type="search"
          aria-label="Search tables"
          placeholder="Search tables"
          leftSection={<IconSearch size={15} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label="Show"
          data={[
            { value: "all", label: "All tables" },
            { value: "HIDDEN", label: "Hidden" },
            { value: "PROTECTED", label: "Protected" },
            { value: "SHARED", label: "Shared" },
            { value: "warning", label: "With a warning" },
          ]}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        <span className={classes.count} aria-live="polite">
          {counted(matching.length, "table")}
        </span>
      </div>
      <div className={classes.list}>
        {matching.slice(0, shown).map((table) => (
          <TableItem key={table.id} connection={connection} table={table} />
        ))}
        {matching.length === 0 ? (
          <EmptyState title="Nothing matches">Try fewer words or another choice.</EmptyState>
        ) : null}
      </div>
      {matching.length > shown ? (
        <p className={classes.count}>The first {shown} are shown; search to find the others.</p>
      ) : null}
    </section>
  );
}
