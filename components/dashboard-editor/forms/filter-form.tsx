"use client";
import { useControls } from "@/components/form-controls/controls";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import { type FilterKind, type FilterSource, filterKinds } from "@/lib/dashboards/filter-schema";
import type { DraftRequests } from "../draft-requests";
import type { EditorMessageName } from "../messages/english";
import { useEditorWords } from "../messages/use-editor-words";
import { FilterDefault } from "./filter-default";
import { filterProblems } from "./filter-problem";
import { FilterSourceFields } from "./filter-source";
import { allowsField, type LooseFilter, typedValue, withField } from "./filter-values";

export interface FilterFormProps {
  readonly filter: LooseFilter;
  readonly filters: readonly LooseFilter[];
  readonly sources: DashboardSources;
  readonly requests: DraftRequests;
  readonly onChange: (filter: LooseFilter) => void;
}

export const filterKindWords: Readonly<Record<FilterKind, EditorMessageName>> = {
  select: "filterSelect",
  text: "filterText",
  number: "filterNumber",
  number_range: "filterNumberRange",
  date: "filterDate",
  date_range: "filterDateRange",
};

const switches: readonly { readonly name: string; readonly label: EditorMessageName }[] = [
  { name: "multiple", label: "filterMultiple" },
  { name: "required", label: "filterRequired" },
  { name: "hidden", label: "filterHidden" },
];

/** Declares one filter. Fields are there as far as the schema knows them for the kind. */
export function FilterForm({ filter, filters, sources, requests, onChange }: FilterFormProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const set = (name: string, value: unknown) => onChange(withField(filter, name, value));
  const problems = filterProblems(filter);
  const errorOf = (name: string) => {
    const problem = problems.get(name);
    return problem && say(problem);
  };
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const isRange = String(filter.kind).endsWith("_range");
  const chosenFrom = Array.isArray(filter.options) ? filter.options.map(String) : [];
  const sharing = filters.filter((other) => other !== filter && sameTable(other.source, filter.source));
  return (
    <ui.Stack>
      <ui.Row>
        <ui.Text
          label={say("label")}
          value={text(filter.label)}
          error={errorOf("label")}
          onChange={(label) => onChange({ ...filter, label })}
        />
        <ui.Text
          label={say("nameInQueries")}
          value={text(filter.name)}
          error={errorOf("name")}
          onChange={(name) => onChange({ ...filter, name })}
        />
      </ui.Row>
      <ui.Select
        label={say("kind")}
        choices={filterKinds.map((value) => ({ value, label: say(filterKindWords[value]) }))}
        value={text(filter.kind)}
        onChange={(kind) => kind && onChange({ name: filter.name ?? "", label: filter.label ?? "", kind })}
      />
      {isRange ? null : (
        <FilterSourceFields
          filter={filter}
          sources={sources}
          requests={requests}
          onChange={(source) => set("source", source)}
        />
      )}
      {isRange || filter.source ? null : (
        <ui.Tags
          label={say("valuesToChooseFrom")}
          help={say("valuesToChooseFromHelp")}
          value={chosenFrom}
          error={errorOf("options")}
          onChange={(texts) =>
            set(
              "options",
              texts.map((one) => typedValue(filter.kind, one)),
            )
          }
        />
      )}
      <FilterDefault filter={filter} error={errorOf("default")} onChange={(value) => set("default", value)} />
      {switches.map(({ name, label }) =>
        allowsField(filter, name, true) ? (
          <ui.Checkbox
            key={name}
            label={say(label)}
            checked={filter[name] === true}
            onChange={(checked) => set(name, checked)}
          />
        ) : null,
      )}
      {sharing.length > 0 && allowsField(filter, "narrowedBy", []) ? (
        <ui.Several
          label={say("narrowedBy")}
          choices={sharing.map(({ name, label }) => ({ value: String(name), label: String(label) }))}
          value={Array.isArray(filter.narrowedBy) ? filter.narrowedBy.map(String) : []}
          onChange={(names) => set("narrowedBy", names)}
        />
      ) : null}
    </ui.Stack>
  );
}

function sameTable(one: unknown, other: unknown): boolean {
  const [a, b] = [one as FilterSource | undefined, other as FilterSource | undefined];
  return Boolean(
    a && b && a.connectionId === b.connectionId && a.schema === b.schema && a.table && a.table === b.table,
  );
}
