"use client";
import { Checkbox, Group, MultiSelect, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import { dashboardFilterSchema, type FilterSource } from "@/lib/dashboards/filter-schema";
import { allowsField, type LooseFilter, typedValue, withField } from "./filter-values";
import { useCatalog } from "./use-catalog";

export interface FilterFormProps {
  readonly filter: LooseFilter;
  readonly filters: readonly LooseFilter[];
  readonly sources: DashboardSources;
  readonly requests: DraftRequests;
  readonly onChange: (filter: LooseFilter) => void;
}

const kindWords: Readonly<Record<string, string>> = {
  select: "Choice from a list",
  text: "Text",
  number: "Number",
  number_range: "Range of numbers",
  date: "Date",
  date_range: "Range of dates",
};

const switches = [
  { name: "multiple", label: "Several values at once" },
  { name: "required", label: "Cards wait until it has a value" },
  { name: "hidden", label: "Not shown to viewers" },
] as const;

/** Declares one filter. Fields are there as far as the schema knows them for the kind. */
export function FilterForm({ filter, filters, sources, requests, onChange }: FilterFormProps) {
  const set = (name: string, value: unknown) => onChange(withField(filter, name, value));
  const issues = dashboardFilterSchema.safeParse(filter).error?.issues ?? [];
  const errorOf = (name: string) => issues.find(({ path }) => path[0] === name)?.message;
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const kinds = dashboardFilterSchema.shape.kind.options.map((value: string) => ({
    value,
    label: kindWords[value] ?? value,
  }));
  const isRange = String(filter.kind).endsWith("_range");
  const chosenFrom = Array.isArray(filter.options) ? filter.options.map(String) : [];
  const sharing = filters.filter((other) => other !== filter && sameTable(other.source, filter.source));
  return (
    <Stack gap="sm" py="xs" pl="sm">
      <Group grow gap="xs" align="start">
        <TextInput
          label="Label"
          value={text(filter.label)}
          error={errorOf("label")}
          onChange={({ currentTarget }) => onChange({ ...filter, label: currentTarget.value })}
        />
        <TextInput
          label="Name in queries"
          value={text(filter.name)}
          error={errorOf("name")}
          onChange={({ currentTarget }) => onChange({ ...filter, name: currentTarget.value })}
        />
      </Group>
      <Select
        label="Kind"
        data={kinds}
        value={text(filter.kind)}
        allowDeselect={false}
        onChange={(kind) => kind && onChange({ name: filter.name ?? "", label: filter.label ?? "", kind })}
      />
      {isRange ? null : (
        <SourceFields
          filter={filter}
          sources={sources}
          requests={requests}
          onChange={(source) => set("source", source)}
        />
      )}
      {isRange || filter.source ? null : (
        <TagsInput
          label="Values to choose from"
          description="Type each and press Enter. A column's own values are fetched for each viewer instead."
          value={chosenFrom}
          error={errorOf("options")}
          onChange={(texts) =>
            set(
              "options",
              texts.map((one) => typedValue(filter.kind, one)),
            )
          }
          acceptValueOnBlur
        />
      )}
      <DefaultField filter={filter} error={errorOf("default")} onChange={(value) => set("default", value)} />
      {switches.map(({ name, label }) =>
        allowsField(filter, name, true) ? (
          <Checkbox
            key={name}
            label={label}
            checked={filter[name] === true}
            onChange={({ currentTarget }) => set(name, currentTarget.checked)}
          />
        ) : null,
      )}
      {sharing.length > 0 && allowsField(filter, "narrowedBy", []) ? (
        <MultiSelect
          label="Its list is narrowed by"
          data={sharing.map(({ name, label }) => ({ value: String(name), label: String(label) }))}
          value={Array.isArray(filter.narrowedBy) ? filter.narrowedBy.map(String) : []}
          onChange={(names) => set("narrowedBy", names)}
        />
      ) : null}
    </Stack>
  );
}

interface SourceFieldsProps extends Pick<FilterFormProps, "filter" | "sources" | "requests"> {
  readonly onChange: (source: FilterSource | undefined) => void;
}

/** The column whose values are offered: of what the author may read. */
function SourceFields({ filter, sources, requests, onChange }: SourceFieldsProps) {
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
  const names = (list: readonly string[], chosen: string) => [...new Set([...list, ...(chosen ? [chosen] : [])])];
  const offered = (
    <Checkbox
      label="Offer the values of a column"
      checked={source !== undefined}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.checked ? { connectionId, table: "", column: "" } : undefined)
      }
    />
  );
  if (!source) return offered;
  return (
    <Stack gap="xs">
      {offered}
      <Stack gap="xs" pl="lg">
        <Select
          label="Connection"
          data={sources.connections.map(({ id, name }) => ({ value: id, label: name }))}
          value={connectionId}
          allowDeselect={false}
          onChange={(next) => next && onChange({ connectionId: next, table: "", column: "" })}
        />
        <Group grow gap="xs">
          <Select
            label="Table"
            searchable
            data={names(
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
            error={source.table ? undefined : "Choose a table"}
          />
          <Select
            label="Column"
            searchable
            data={names(columns, source.column)}
            value={source.column || null}
            onChange={(column) => onChange({ ...source, column: column ?? "" })}
            error={source.column ? undefined : "Choose a column"}
          />
        </Group>
      </Stack>
    </Stack>
  );
}

interface DefaultFieldProps {
  readonly filter: LooseFilter;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

function DefaultField({ filter, error, onChange }: DefaultFieldProps) {
  const value = filter.default;
  const kind = String(filter.kind);
  const hint = kind.startsWith("date")
    ? "A date such as 2026-01-31, or a relative one"
    : "Counts until somebody chooses";
  if (kind.endsWith("_range")) {
    const isRange = typeof value === "object" && value !== null && !Array.isArray(value);
    const range = (isRange ? value : {}) as Readonly<Record<string, unknown>>;
    const setEnd = (end: string, text: string) => {
      const next = withField(range as LooseFilter, end, typedValue(kind, text));
      onChange(Object.keys(next).length > 0 ? next : undefined);
    };
    return (
      <Stack gap="xs">
        {kind === "date_range" ? (
          <Select
            label="At first"
            placeholder="From and to, or nothing"
            data={relativeRanges}
            value={typeof value === "string" ? value : null}
            onChange={(next) => onChange(next ?? undefined)}
            clearable
          />
        ) : null}
        {typeof value === "string" ? null : (
          <Group grow gap="xs">
            <TextInput
              label="From"
              value={String(range.from ?? "")}
              error={error}
              onChange={({ currentTarget }) => setEnd("from", currentTarget.value)}
            />
            <TextInput
              label="To"
              value={String(range.to ?? "")}
              onChange={({ currentTarget }) => setEnd("to", currentTarget.value)}
            />
          </Group>
        )}
      </Stack>
    );
  }
  if (filter.multiple) {
    return (
      <TagsInput
        label="At first"
        description={hint}
        error={error}
        value={Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]}
        onChange={(texts) => onChange(texts.map((text) => typedValue(kind, text)))}
        acceptValueOnBlur
      />
    );
  }
  return (
    <TextInput
      label="At first"
      description={hint}
      error={error}
      value={value === undefined ? "" : String(value)}
      onChange={({ currentTarget }) => onChange(typedValue(kind, currentTarget.value))}
    />
  );
}

const relativeRanges = [
  { value: "last_7_days", label: "Last 7 days" },
  { value: "last_30_days", label: "Last 30 days" },
  { value: "last_3_months", label: "Last 3 months" },
  { value: "last_12_months", label: "Last 12 months" },
  { value: "this_month", label: "This month" },
  { value: "last_month", label: "Last month" },
  { value: "this_year", label: "This year" },
];

function keyOf(schema: string | null, table: string, defaultSchema: string | undefined): string {
  return schema && schema !== defaultSchema ? `${schema}.${table}` : table;
}

function sameTable(one: unknown, other: unknown): boolean {
  const [a, b] = [one as FilterSource | undefined, other as FilterSource | undefined];
  return Boolean(
    a && b && a.connectionId === b.connectionId && a.schema === b.schema && a.table && a.table === b.table,
  );
}
