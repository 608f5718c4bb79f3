import { useEffect, useRef } from "react";
import type { ChartChoice, ChartKind } from "@/components/charts/chart-choice";
import { optionsFor, suggestChart } from "@/components/charts/suggest-chart";
import { drawableCard } from "@/components/dashboard-editor/card-of-draft";
import { columnsOf } from "@/components/dashboard-editor/columns-of";
import { chartFields } from "@/components/dashboard-editor/option-fields";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { CardPartProps } from "./card-settings";
import styles from "./editor.module.css";

const kinds: readonly ChartKind[] = [
  "NUMBER",
  "LINE",
  "AREA",
  "BAR",
  "COMBO",
  "PIE",
  "SCATTER",
  "HEATMAP",
  "FUNNEL",
  "TABLE",
  "PIVOT",
];

/** The kind of drawing, and which column is drawn where; what takes more than a column or a tick keeps its value. */
export function ChartSettings({ card, rows, words, onChange }: CardPartProps) {
  const line = rows.lines.get(card.id);
  const answer = line && !line.error ? line : null;
  const columns = columnsOf(rows, card.id).map(({ name }) => name);
  const isDrawable = drawableCard(card) !== null;
  const latest = useRef({ onChange, card });
  latest.current = { onChange, card };
  useEffect(() => {
    const { onChange: change, card: current } = latest.current;
    if (isDrawable || !answer || Object.keys(current.options).length > 0) return;
    change(suggestChart(answer) as unknown as Partial<DraftCard>);
  }, [answer, isDrawable]);
  const setKind = (kind: ChartKind) => {
    const previous = isDrawable ? ({ kind: card.kind, options: card.options } as unknown as ChartChoice) : undefined;
    const options = answer ? optionsFor(kind, answer, previous) : null;
    onChange({ kind, options: (options ?? {}) as unknown as DraftCard["options"] });
  };
  const set = (key: string, value: unknown) => {
    const { [key]: _, ...others } = card.options;
    const isEmpty = value === "" || value === false || (Array.isArray(value) && value.length === 0);
    onChange(
      { options: (isEmpty ? others : { ...others, [key]: value }) as DraftCard["options"] },
      `${key}:${card.id}`,
    );
  };
  const names = (chosen: readonly string[]) => [...new Set([...columns, ...chosen])];
  return (
    <>
      <label className={styles.field}>
        {words.kind}
        <select value={card.kind} onChange={({ target }) => setKind(target.value as ChartKind)}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {kind.charAt(0) + kind.slice(1).toLowerCase()}
            </option>
          ))}
        </select>
      </label>
      {answer ? (
        <button
          type="button"
          className={styles.button}
          onClick={() => onChange(suggestChart(answer) as unknown as Partial<DraftCard>)}
        >
          {words.fit}
        </button>
      ) : null}
      {chartFields[card.kind].map((field) => {
        const value = card.options[field.key];
        if (field.input === "column") {
          const chosen = typeof value === "string" ? value : "";
          return (
            <label key={field.key} className={styles.field}>
              {field.label}
              <select value={chosen} onChange={({ target }) => set(field.key, target.value)}>
                <option value="">{words.none}</option>
                {names(chosen ? [chosen] : []).map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
          );
        }
        if (field.input === "columns") {
          const chosen = Array.isArray(value) ? value.map(String) : [];
          return (
            <fieldset key={field.key} className={styles.fields}>
              <legend>{field.label}</legend>
              {names(chosen).map((name) => (
                <label key={name} className={styles.row}>
                  <input
                    type="checkbox"
                    checked={chosen.includes(name)}
                    onChange={({ target }) =>
                      set(field.key, target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
                    }
                  />
                  {name}
                </label>
              ))}
            </fieldset>
          );
        }
        if (field.input === "switch") {
          return (
            <label key={field.key} className={styles.row}>
              <input
                type="checkbox"
                checked={value === true}
                onChange={({ target }) => set(field.key, target.checked)}
              />
              {field.label}
            </label>
          );
        }
        return null;
      })}
    </>
  );
}
