import { useMemo } from "react";
import type { FunnelOptions } from "@/lib/dashboards/card-options";
import { buildFunnel, type FunnelStep } from "./build-funnel";
import styles from "./charts.module.css";
import { findColumn } from "./data-table";
import { useDrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import { NoColumns } from "./no-columns";
import { type DrawingProps, selectionOf, valueEvent } from "./value-event";

export interface FunnelChartProps extends DrawingProps {
  readonly options: FunnelOptions;
}

/** Steps from top to bottom with how much of the one before went on; a list, so that it reads aloud as it looks. */
export function FunnelChart({ options, table, label, locale, onValue, selected }: FunnelChartProps) {
  const words = useDrawingWords(locale);
  const { labelColumn, valueColumn } = options;
  const funnel = useMemo(
    () => buildFunnel(table, labelColumn, valueColumn, words),
    [table, labelColumn, valueColumn, words],
  );
  const isChosen = useMemo(() => selectionOf(table, selected), [table, selected]);
  if (!funnel) return <NoColumns />;
  const format = options.format ?? findColumn(table, valueColumn)?.format;
  const percent = (share: number) => formatValue(share, { ...words, format: { style: "percent", digits: 1 } });
  const choose = ({ rows }: FunnelStep) => {
    const event = valueEvent(table, rows, labelColumn);
    if (event) onValue?.(event);
  };
  return (
    <figure className={styles.chart} aria-label={label} data-chart="funnel">
      <ol className={styles.funnel} tabIndex={onValue ? undefined : 0}>
        {funnel.steps.map((step) => {
          const exact = formatValue(step.value, { ...words, format });
          const bar = (
            <>
              <span className={styles.stepHead}>
                <span className={styles.stepName} title={step.name}>
                  {step.name}
                </span>
                <span className={styles.stepValue} title={exact}>
                  {formatValue(step.value, { ...words, format, short: step.value >= 10_000_000 })}
                </span>
                <span className={styles.stepShare}>{step.ofFirst === null ? "" : percent(step.ofFirst)}</span>
              </span>
              <span className={styles.stepTrack}>
                <span className={styles.stepBar} style={{ width: `${step.width * 100}%` }} />
              </span>
            </>
          );
          return (
            <li key={step.name} data-dimmed={isChosen !== null && !step.rows.some(isChosen)}>
              {step.ofPrevious !== null && (
                <p className={styles.conversion}>
                  <span aria-hidden="true">↓ </span>
                  {words.say("ofStepBefore", { share: percent(step.ofPrevious) })}
                </p>
              )}
              {onValue ? (
                <button type="button" className={styles.step} onClick={() => choose(step)}>
                  {bar}
                </button>
              ) : (
                <div className={styles.step}>{bar}</div>
              )}
            </li>
          );
        })}
      </ol>
      {funnel.steps.length === 0 && <p className={styles.notice}>{words.say("nothingToDraw")}</p>}
      {funnel.belowZero > 0 && <p className={styles.note}>{words.say("stepsBelowZero")}</p>}
    </figure>
  );
}
