import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { type BuilderDataset, labelOf } from "@/components/dashboard-editor/query/domain-fields";
import type { QueryDraft } from "@/components/dashboard-editor/query/edit-query";
import { useControls } from "@/components/form-controls/controls";
import { columnNamesOf } from "@/lib/domains/domain-query-schema";

interface DomainSortProps {
  readonly fields: readonly BuilderDataset[];
  readonly query: QueryDraft;
  readonly onChange: (query: QueryDraft) => void;
}

/** In which order the rows come. */
export function DomainSort({ fields, query, onChange }: DomainSortProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const asked = [...query.dimensions.map(({ field }) => field), ...query.measures];
  const columns = columnNamesOf(query).map((value, index) => ({
    value,
    label: labelOf(fields, asked[index] ?? value),
  }));
  const free = columns.filter(({ value }) => !query.sort.some(({ column }) => column === value));
  const next = free.at(-1);
  const set = (index: number, change: Partial<QueryDraft["sort"][number]>) =>
    onChange({ ...query, sort: query.sort.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  return (
    <ui.Fieldset legend={say("sortedBy")}>
      {query.sort.map((one, index) => (
        <ui.Line key={one.column}>
          <ui.Select
            isLabelHidden
            label={say("sortedBy")}
            choices={columns.filter(({ value }) => value === one.column || free.some((other) => other.value === value))}
            value={one.column}
            onChange={(column) => column && set(index, { column })}
          />
          <ui.Select
            isLabelHidden
            label={say("direction")}
            choices={[
              { value: "ascending", label: say("ascending") },
              { value: "descending", label: say("descending") },
            ]}
            value={one.direction}
            onChange={(direction) => direction && set(index, { direction: direction as typeof one.direction })}
          />
          <ui.IconButton
            icon="remove"
            label={say("doNotSortBy", { name: one.column })}
            onClick={() => onChange({ ...query, sort: query.sort.filter((_, at) => at !== index) })}
          />
        </ui.Line>
      ))}
      <ui.Button
        disabled={!next || query.sort.length >= 10}
        onClick={() =>
          next && onChange({ ...query, sort: [...query.sort, { column: next.value, direction: "descending" }] })
        }
      >
        {say("addSort")}
      </ui.Button>
    </ui.Fieldset>
  );
}
