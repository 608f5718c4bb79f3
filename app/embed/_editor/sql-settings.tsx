import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import type { QueryCatalog } from "@/lib/queries/query-sources-schema";
import type { CardPartProps } from "./card-settings";
import styles from "./editor.module.css";

const SqlEditor = lazy(() =>
  import("@/components/sql-editor/sql-editor").then((part) => ({ default: part.SqlEditor })),
);

/** SQL on a connection; the editor for it is fetched when it is first wanted. */
export function SqlSettings({ card, rows, sources, requests, words, onChange }: CardPartProps) {
  const connectionId = card.connectionId ?? sources.connections[0]?.id ?? null;
  const connection = sources.connections.find(({ id }) => id === connectionId);
  const [catalog, setCatalog] = useState<QueryCatalog | null>(null);
  useEffect(() => {
    setCatalog(null);
    // Without it the editor only completes less.
    if (connectionId) requests.catalog(connectionId).then(setCatalog, () => undefined);
  }, [requests, connectionId]);
  const filters = useMemo(() => rows.declared.map(({ name }) => name), [rows.declared]);
  const error = rows.lines.get(card.id)?.error;
  const refused = error && !(card.id in rows.typed) ? error : undefined;
  const marks = useMemo(() => {
    const numberOf = (text: string | undefined) => (text ? Number(text) : undefined);
    const { line, column } = refused?.fields ?? {};
    return refused ? [{ message: refused.message, line: numberOf(line), column: numberOf(column) }] : [];
  }, [refused]);
  if (!connection) return <p className={styles.status}>{words.noSources}</p>;
  const isPending = rows.pending.has(card.id);
  return (
    <>
      <label className={styles.field}>
        {words.connection}
        <select
          value={connection.id}
          onChange={({ target }) => onChange({ connectionId: target.value, sql: card.sql ?? "" })}
        >
          {sources.connections.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Suspense fallback={<div className={styles.waiting} />}>
        <SqlEditor
          label={words.sql}
          value={card.sql ?? ""}
          onChange={(sql) => {
            rows.hold(card.id, card.sql);
            onChange({ connectionId: connection.id, sql }, `sql:${card.id}`);
          }}
          onRun={() => rows.run(card.id)}
          onBlur={() => rows.apply(card.id)}
          engine={connection.engine}
          catalog={catalog}
          filters={filters}
          marks={marks}
          isShadowed
        />
      </Suspense>
      <div className={styles.row}>
        <button type="button" className={styles.button} onClick={isPending ? rows.cancel : () => rows.run(card.id)}>
          {isPending ? words.stop : words.run}
        </button>
        <span role="status" className={styles.status}>
          {isPending ? words.running : (refused?.message ?? "")}
        </span>
      </div>
    </>
  );
}
