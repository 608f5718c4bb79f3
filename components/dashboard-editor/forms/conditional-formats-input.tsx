"use client";
import { useControls } from "@/components/form-controls/controls";
import type { TableOptions } from "@/lib/dashboards/card-options";
import type { EditorMessageName } from "../messages/english";
import { useEditorWords } from "../messages/use-editor-words";
import styles from "./forms.module.css";

type ConditionalFormat = NonNullable<NonNullable<TableOptions["columns"]>[number]["conditionalFormats"]>[number];
type Rule = Extract<ConditionalFormat, { kind: "rule" }>;

interface ConditionalFormatsInputProps {
  readonly value: readonly ConditionalFormat[];
  readonly onChange: (value: ConditionalFormat[]) => void;
}

const operators: Readonly<Record<Rule["operator"], EditorMessageName | null>> = {
  "=": "isEqual",
  "!=": "isNot",
  "<": null,
  "<=": null,
  ">": null,
  ">=": null,
  contains: "contains",
};

const signs: Readonly<Record<string, string>> = { "<=": "≤", ">=": "≥" };

const tones: Readonly<Record<Rule["tone"], EditorMessageName>> = {
  good: "toneGood",
  warning: "toneWarning",
  bad: "toneBad",
  accent: "toneAccent",
};

const words = { scale: "markScale", bar: "markBar" } as const;

/** How cells of a column are marked: by what is in them, or by how much. */
export function ConditionalFormatsInput({ value, onChange }: ConditionalFormatsInputProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const set = (index: number, change: Partial<Rule>) =>
    onChange(value.map((one, at) => (at === index ? ({ ...one, ...change } as ConditionalFormat) : one)));
  return (
    <ui.Stack isTight>
      <ui.Line>
        <span className={styles.grow}>{say("marks")}</span>
        <ui.AddMenu
          label={say("addMark")}
          items={[
            {
              label: say("markRule"),
              onChoose: () => onChange([...value, { kind: "rule", operator: ">", value: 0, tone: "accent" }]),
            },
            { label: say("markScale"), onChoose: () => onChange([...value, { kind: "scale" }]) },
            { label: say("markBar"), onChoose: () => onChange([...value, { kind: "bar" }]) },
          ]}
        />
      </ui.Line>
      {value.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two marks may say the same
        <ui.Line key={index}>
          {one.kind === "rule" ? (
            <>
              <ui.Select
                isSmall
                isLabelHidden
                label={say("whereValue")}
                choices={Object.entries(operators).map(([operator, name]) => ({
                  value: operator,
                  label: name ? say(name) : (signs[operator] ?? operator),
                }))}
                value={one.operator}
                onChange={(operator) => operator && set(index, { operator: operator as Rule["operator"] })}
              />
              <ui.Text
                isSmall
                isLabelHidden
                label={say("comparedWithValue")}
                value={String(one.value)}
                onChange={(text) => set(index, { value: numberOrText(text) })}
              />
              <ui.Select
                isSmall
                isLabelHidden
                label={say("isMarkedAs")}
                choices={Object.entries(tones).map(([tone, name]) => ({ value: tone, label: say(name) }))}
                value={one.tone}
                onChange={(tone) => tone && set(index, { tone: tone as Rule["tone"] })}
              />
            </>
          ) : (
            <span className={styles.grow}>{say(words[one.kind])}</span>
          )}
          <ui.IconButton
            icon="remove"
            label={say("removeMark")}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          />
        </ui.Line>
      ))}
    </ui.Stack>
  );
}

function numberOrText(text: string): number | string {
  return text.trim() !== "" && Number.isFinite(Number(text)) && !/[.\s]$/.test(text) ? Number(text) : text;
}
