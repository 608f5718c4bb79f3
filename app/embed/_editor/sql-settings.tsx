import { lazy, Suspense, useMemo } from "react";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { useCatalog } from "@/components/dashboard-editor/use-catalog";
import { useControls } from "@/components/form-controls/controls";
import type { CardPartProps } from "./card-settings";
import styles from "./editor.module.css";

const SqlEditor = lazy(() =>
  import("@/components/sql-editor/sql-editor").then((part) => ({ default: part.SqlEditor })),
);

/** SQL on a connection, completed from what its author may read; the editor for it is fetched when it is first wanted. */
export function SqlSettings({ card, rows, sources, requests, onChange }: CardPartProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const connectionId = card.connectionId ?? sources.connections[0]?.id ?? null;
  const connection = sources.connections.find(({ id }) => id === connectionId);
  const { catalog, failure } = useCatalog(requests, connectionId);
  const filters = useMemo(() => rows.declared.map(({ name }) => name), [rows.declared]);
  const phrases = useMemo(
    () => ({ Completions: say("completions"), Diagnostics: say("problems"), close: say("close") }),
    [say],
  );
  const isTyped = card.id in rows.typed;
  const isPending = rows.pending.has(card.id);
  const error = rows.lines.get(card.id)?.error;
  const refused = error && error.code !== "stopped" ? error : undefined;
  const { line, column } = refused?.fields ?? {};
  const marks = useMemo(() => {
    const numberOf = (text: string | undefined) => (text ? Number(text) : undefined);
    if (!refused || isTyped) return [];
    return [{ message: refused.message, line: numberOf(line), column: numberOf(column) }];
  }, [refused, isTyped, line, column]);
  if (!connection) return <ui.Note>{say("noSources")}</ui.Note>;
  return (
    <ui.Stack>
      <ui.Select
        label={say("connection")}
        choices={sources.connections.map(({ id, name }) => ({ value: id, label: name }))}
        value={connection.id}
        onChange={(next) => next && onChange({ connectionId: next, sql: card.sql ?? "" })}
      />
      <Suspense fallback={<div className={styles.waiting} role="status" aria-label={say("loading")} />}>
        <SqlEditor
          label={say("sqlOf", { title: card.title || say("card") })}
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
          phrases={phrases}
          isShadowed
        />
      </Suspense>
      <div className={styles.run}>
        <ui.Button onClick={isPending ? rows.cancel : () => rows.run(card.id)}>
          {say(isPending ? "stop" : "run")}
        </ui.Button>
        <span role="status" className={styles.status}>
          {isPending ? say("running") : isTyped ? say("changedSinceRun") : ""}
        </span>
      </div>
      {failure ? <ui.Note>{failure}</ui.Note> : null}
      {refused ? (
        <p className={styles.refusal}>
          {line ? say("atLine", { line, column: column ?? "1", message: refused.message }) : refused.message}
        </p>
      ) : null}
    </ui.Stack>
  );
}
