"use client";
import { useEffect, useState } from "react";
import { domainTablesAction } from "../actions";

export type KnownTables = Extract<Awaited<ReturnType<typeof domainTablesAction>>, { ok: true }>["data"];

/** The tables of a connection that the author may read; null until they are there. */
export function useTables(projectId: string, connectionId: string | null): KnownTables | null {
  const [tables, setTables] = useState<KnownTables | null>(null);
  useEffect(() => {
    let isLatest = true;
    setTables(null);
    if (connectionId === null) return;
    void domainTablesAction({ projectId, connectionId })
      .catch(() => null)
      .then((outcome) => {
        if (isLatest && outcome?.ok) setTables(outcome.data);
      });
    return () => {
      isLatest = false;
    };
  }, [projectId, connectionId]);
  return tables;
}

/** The columns of the table that a dataset reads, as far as they are known. */
export function columnsOf(
  tables: KnownTables | null,
  table: { readonly schema?: string | undefined; readonly name: string } | undefined,
) {
  const schema = table?.schema ?? tables?.defaultSchema;
  return (
    tables?.tables.find((one) => one.name === table?.name && one.schema === schema)?.columns.map(({ name }) => name) ??
    []
  );
}
