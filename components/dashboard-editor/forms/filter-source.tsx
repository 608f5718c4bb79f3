"use client";
import { useControls } from "@/components/form-controls/controls";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { FilterSource } from "@/lib/dashboards/filter-schema";
import type { DraftRequests } from "../draft-requests";
import { useEditorWords } from "../messages/use-editor-words";
import { useCatalog } from "../use-catalog";
import type { LooseFilter } from "./filter-values";

interface FilterSourceFieldsProps {
  readonly filter: LooseFilter;
  readonly sources: DashboardSources;
  readonly requests: DraftRequests;
  readonly onChange: (source: FilterSource | undefined) => void;
}

/** The column whose values are offered: of what the author may read. */
export function FilterSourceFields({ filter, sources, requests, onChange }: FilterSourceFieldsProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const source = filter.source as FilterSource | undefined;
  const connectionId = source?.connectionId ?? sources.connections[0]?.id ?? null;
  const { catalog } = useCatalog(requests, source ? connectionId : null);
  const tables = (catalog?.tables ?? []).map((table) => ({
    ...table,
    key: keyOf(table.schema, table.name, catalog?.defaultSchema),
  }));
  const key = source ? keyOf(source.schema ?? null, source.table, catalog?.defaultSchema) : null;
  const columns = tables.find((table) => table.key === key)?.columns.map(({ name }) => name) ?? [];
  if (!connectionId) return null;
  const names = (list: readonly string[], chosen: string) =>
    [...new Set([...list, ...(chosen ? [chosen] : [])])].map((name) => ({ value: name, label: name }));
  const offered = (
    <ui.Checkbox
      label={say("offerColumn")}
      checked={source !== undefined}
      onChange={(checked) => onChange(checked ? { connectionId, table: "", column: "" } : undefined)}
    />
  );
  if (!source) return offered;
  return (
    <ui.Stack isTight>
      {offered}
      <ui.Select
        label={say("connection")}
        choices={sources.connections.map(({ id, name }) => ({ value: id, label: name }))}
        value={connectionId}
        onChange={(next) => next && onChange({ connectionId: next, table: "", column: "" })}
      />
      <ui.Row>
        <ui.Select
          label={say("cardTable")}
          isLong
          choices={names(
            tables.map((table) => table.key),
            key ?? "",
          )}
          value={key || null}
          onChange={(next) => {
            const table = tables.find((one) => one.key === next);
            if (!table) return;
            const isDefault = table.schema === null || table.schema === catalog?.defaultSchema || table.schema === "";
            onChange({
              connectionId,
              ...(isDefault ? {} : { schema: table.schema ?? "" }),
              table: table.name,
              column: "",
            });
          }}
          error={source.table ? undefined : say("chooseTable")}
        />
        <ui.Select
          label={say("column")}
          isLong
          choices={names(columns, source.column)}
          value={source.column || null}
          onChange={(column) => onChange({ ...source, column: column ?? "" })}
          error={source.column ? undefined : say("chooseColumn")}
        />
      </ui.Row>
    </ui.Stack>
  );
}

function keyOf(schema: string | null, table: string, defaultSchema: string | undefined): string {
  return schema && schema !== defaultSchema ? `${schema}.${table}` : table;
}
