"use client";
import { relativeText } from "@/components/dashboards/filter-text";
import { useWords } from "@/components/dashboards/messages/use-words";
import { useControls } from "@/components/form-controls/controls";
import { useEditorWords } from "../messages/use-editor-words";
import { type LooseFilter, typedValue, withField } from "./filter-values";

export interface FilterDefaultProps {
  readonly filter: LooseFilter;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

const relativeRanges = [
  "last_7_days",
  "last_30_days",
  "last_3_months",
  "last_12_months",
  "this_month",
  "last_month",
  "this_year",
];

/** What counts until somebody chooses. */
export function FilterDefault({ filter, error, onChange }: FilterDefaultProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const value = filter.default;
  const kind = String(filter.kind);
  if (kind.endsWith("_range")) return <DefaultRange filter={filter} error={error} onChange={onChange} />;
  const help = say(kind.startsWith("date") ? "defaultDateHelp" : "defaultHelp");
  if (filter.multiple) {
    return (
      <ui.Tags
        label={say("atFirst")}
        help={help}
        error={error}
        value={Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]}
        onChange={(texts) => onChange(texts.map((text) => typedValue(kind, text)))}
      />
    );
  }
  return (
    <ui.Text
      label={say("atFirst")}
      help={help}
      error={error}
      value={value === undefined ? "" : String(value)}
      onChange={(text) => onChange(typedValue(kind, text))}
    />
  );
}

function DefaultRange({ filter, error, onChange }: FilterDefaultProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const viewerWords = useWords();
  const value = filter.default;
  const kind = String(filter.kind);
  const isRange = typeof value === "object" && value !== null && !Array.isArray(value);
  const range = (isRange ? value : {}) as LooseFilter;
  const setEnd = (end: string, text: string) => {
    const next = withField(range, end, typedValue(kind, text));
    onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  const known = [...new Set([...relativeRanges, ...(typeof value === "string" ? [value] : [])])];
  return (
    <ui.Stack isTight>
      {kind === "date_range" ? (
        <ui.Select
          label={say("atFirst")}
          placeholder={say("fromToOrNothing")}
          choices={known.map((word) => ({ value: word, label: relativeText(word, viewerWords) ?? word }))}
          value={typeof value === "string" ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
          canBeEmpty
        />
      ) : null}
      {typeof value === "string" ? null : (
        <ui.Row>
          <ui.Text
            label={say("from")}
            value={String(range.from ?? "")}
            error={error}
            onChange={(text) => setEnd("from", text)}
          />
          <ui.Text label={say("to")} value={String(range.to ?? "")} onChange={(text) => setEnd("to", text)} />
        </ui.Row>
      )}
    </ui.Stack>
  );
}
