"use client";
import { Button, Group, Kbd, Select, Skeleton, Stack, Text } from "@mantine/core";
import { IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { lazy, Suspense, useMemo } from "react";
import { useCatalog } from "@/components/dashboard-editor/use-catalog";
import { PreviewRows } from "../../../../../../_preview/preview-rows";
import type { CardTabProps } from "./card-panel";
import { firstRows } from "./first-rows";
import classes from "./panel.module.css";

const SqlEditor = lazy(() =>
  import("@/components/sql-editor/sql-editor").then((part) => ({ default: part.SqlEditor })),
);

/** SQL on a connection, completed from what its author may read, with refusals at their place and the first rows. */
export function SqlSource({ card, rows, sources, requests, onChange }: CardTabProps) {
  const connectionId = card.connectionId ?? sources.connections[0]?.id ?? null;
  const connection = sources.connections.find(({ id }) => id === connectionId);
  const { catalog, failure } = useCatalog(requests, connectionId);
  const line = rows.lines.get(card.id);
  const isPending = rows.pending.has(card.id);
  const isTyped = card.id in rows.typed;
  const filters = useMemo(() => rows.declared.map(({ name }) => name), [rows.declared]);
  const error = line?.error && line.error.code !== "stopped" ? line.error : undefined;
  const marks = useMemo(() => (error && !isTyped ? [markOf(error)] : []), [error, isTyped]);
  if (!connection) {
    return (
      <Text size="sm" c="dimmed">
        There is no connection here whose tables you may read. An admin can open tables to you.
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <Select
        label="Connection"
        data={sources.connections.map(({ id, name }) => ({ value: id, label: name }))}
        value={connectionId}
        allowDeselect={false}
        onChange={(next) => next && onChange({ connectionId: next, sql: card.sql ?? "" })}
      />
      <Suspense fallback={<Skeleton height={224} />}>
        <SqlEditor
          label={`SQL of ${card.title || "the card"}`}
          value={card.sql ?? ""}
          onChange={(sql) => {
            rows.hold(card.id, card.sql);
            onChange({ connectionId, sql }, `sql:${card.id}`);
          }}
          onRun={() => rows.run(card.id)}
          onBlur={() => rows.apply(card.id)}
          engine={connection.engine}
          catalog={catalog}
          filters={filters}
          marks={marks}
        />
      </Suspense>
      <Group gap="xs">
        {isPending ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlayerStop size={14} aria-hidden />}
            onClick={rows.cancel}
          >
            Stop
          </Button>
        ) : (
          <Button size="xs" leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={() => rows.run(card.id)}>
            Run
          </Button>
        )}
        <Text size="xs" c="dimmed">
          <Kbd size="xs">⌘</Kbd> <Kbd size="xs">Enter</Kbd>
        </Text>
        <Text size="xs" c="dimmed" role="status">
          {isPending ? "Running…" : isTyped ? "Changed since it ran" : ""}
        </Text>
      </Group>
      {failure ? (
        <Text size="xs" c="dimmed">
          {failure}
        </Text>
      ) : null}
      {error ? <div className={classes.refusal}>{placeInWords(error.fields) + error.message}</div> : null}
      {line && !line.error ? <PreviewRows label="First rows" rows={firstRows(line)} /> : null}
    </Stack>
  );
}

type Fields = Readonly<Record<string, string>> | undefined;

function markOf({ message, fields }: { readonly message: string; readonly fields?: Fields }) {
  const numberOf = (name: string) => (fields?.[name] ? Number(fields[name]) : undefined);
  return { message, line: numberOf("line"), column: numberOf("column") };
}

function placeInWords(fields: Fields): string {
  if (!fields?.line) return "";
  return `Line ${fields.line}${fields.column ? `, column ${fields.column}` : ""}: `;
}
