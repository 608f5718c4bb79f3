import type { EditorMessageName } from "@/components/dashboard-editor/messages/english";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { type BuilderDataset, findField, labelOf } from "@/components/dashboard-editor/query/domain-fields";
import {
  type Axis,
  moveField,
  type QueryDraft,
  withGrain,
  withoutField,
} from "@/components/dashboard-editor/query/edit-query";
import { useControls } from "@/components/form-controls/controls";
import type { TimeGrain } from "@/lib/domains/domain-definition-schema";
import styles from "./editor.module.css";

interface DomainChosenProps {
  readonly title: string;
  readonly axis: Axis;
  readonly fields: readonly BuilderDataset[];
  readonly query: QueryDraft;
  readonly onChange: (query: QueryDraft) => void;
}

const grainWords: Readonly<Record<TimeGrain, EditorMessageName>> = {
  hour: "grainHour",
  day: "grainDay",
  week: "grainWeek",
  month: "grainMonth",
  quarter: "grainQuarter",
  year: "grainYear",
};

/** The dimensions or measures of a query, in their order. */
export function DomainChosen({ title, axis, fields, query, onChange }: DomainChosenProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const chosen: readonly { readonly field: string; readonly grain?: string }[] =
    axis === "dimensions" ? query.dimensions : query.measures.map((field) => ({ field }));
  return (
    <ui.Fieldset legend={title}>
      {chosen.length === 0 ? <ui.Note>{say("chooseFields")}</ui.Note> : null}
      {chosen.map(({ field, grain }, index) => {
        const name = labelOf(fields, field);
        const grains = axis === "dimensions" ? (findField(fields, field)?.grains ?? []) : [];
        return (
          <ui.Line key={field}>
            <span className={styles.chosen}>{name}</span>
            {grains.length > 0 ? (
              <ui.Select
                isSmall
                isLabelHidden
                label={say("grainOf", { label: name })}
                placeholder={say("exactly")}
                choices={grains.map((value) => ({ value, label: say(grainWords[value]) }))}
                value={grain ?? null}
                onChange={(next) => onChange(withGrain(query, index, next))}
                canBeEmpty
              />
            ) : null}
            <ui.IconButton
              icon="up"
              label={say("moveUp", { name })}
              disabled={index === 0}
              onClick={() => onChange(moveField(query, axis, index, -1))}
            />
            <ui.IconButton
              icon="down"
              label={say("moveDown", { name })}
              disabled={index === chosen.length - 1}
              onClick={() => onChange(moveField(query, axis, index, 1))}
            />
            <ui.IconButton
              icon="remove"
              label={say("removeNamed", { name })}
              onClick={() => onChange(withoutField(query, axis, index))}
            />
          </ui.Line>
        );
      })}
    </ui.Fieldset>
  );
}
