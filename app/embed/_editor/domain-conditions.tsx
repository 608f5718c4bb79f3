import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { constantOf, mostValues, needsValues, operatorChoices } from "@/components/dashboard-editor/query/conditions";
import { type BuilderDataset, findField, labelOf } from "@/components/dashboard-editor/query/domain-fields";
import { mostConditions, type QueryDraft, withCondition } from "@/components/dashboard-editor/query/edit-query";
import { useControls } from "@/components/form-controls/controls";
import type { DomainFilter } from "@/lib/domains/domain-query-schema";

interface DomainConditionsProps {
  readonly fields: readonly BuilderDataset[];
  readonly query: QueryDraft;
  readonly filterNames: readonly string[];
  readonly onChange: (query: QueryDraft) => void;
}

const ownValues = "\u0000values";

/** Of which rows, or of which groups: conditions with values of their own, or a dashboard filter's. */
export function DomainConditions({ fields, query, filterNames, onChange }: DomainConditionsProps) {
  const ui = useControls();
  const words = useEditorWords();
  const { say } = words;
  const set = (index: number, change: Partial<DomainFilter>) =>
    onChange({ ...query, filters: query.filters.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  const all = fields.flatMap(({ label: dataset, dimensions, measures }) =>
    [...dimensions, ...measures].map(({ name, label }) => ({
      value: name,
      label: fields.length > 1 ? `${dataset}: ${label}` : label,
    })),
  );
  const first = all[0]?.value;
  return (
    <ui.Fieldset legend={say("onlyRowsWhere")}>
      {query.filters.map((filter, index) => {
        const label = labelOf(fields, filter.field);
        const type = findField(fields, filter.field)?.type ?? "text";
        const names = [...new Set([...filterNames, ...(filter.fromFilter ? [filter.fromFilter] : [])])];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may be about one field
          <ui.Stack key={index} isTight>
            <ui.Line>
              <ui.Select
                isLabelHidden
                label={say("conditionField")}
                choices={all}
                value={filter.field}
                onChange={(field) => field && set(index, { field, values: [] })}
              />
              <ui.Select
                isLabelHidden
                label={say("howCompared", { label })}
                choices={operatorChoices(words)}
                value={filter.operator}
                onChange={(operator) => operator && set(index, { operator: operator as DomainFilter["operator"] })}
              />
              <ui.IconButton
                icon="remove"
                label={say("removeCondition", { label })}
                onClick={() => onChange({ ...query, filters: query.filters.filter((_, at) => at !== index) })}
              />
            </ui.Line>
            {needsValues(filter) && names.length > 0 ? (
              <ui.Select
                isLabelHidden
                label={say("valuesFrom", { label })}
                choices={[
                  { value: ownValues, label: say("theseValues") },
                  ...names.map((name) => ({ value: name, label: say("filterNamed", { name }) })),
                ]}
                value={filter.fromFilter ?? ownValues}
                onChange={(next) =>
                  set(index, next === ownValues || !next ? { fromFilter: undefined } : { fromFilter: next, values: [] })
                }
              />
            ) : null}
            {needsValues(filter) && !filter.fromFilter ? (
              <ui.Tags
                isLabelHidden
                label={say("valuesFor", { label })}
                placeholder={say("typeThenEnter")}
                most={mostValues(filter)}
                value={filter.values.map(String)}
                onChange={(texts) => set(index, { values: texts.map((text) => constantOf(text, type)) })}
              />
            ) : null}
          </ui.Stack>
        );
      })}
      <ui.Button
        disabled={!first || query.filters.length >= mostConditions}
        onClick={() => first && onChange(withCondition(query, first))}
      >
        {say("addCondition")}
      </ui.Button>
    </ui.Fieldset>
  );
}
