import { useMemo } from "react";
import type { NumberOptions } from "@/lib/dashboards/card-options";
import styles from "./charts.module.css";
import { type Change, figureOf } from "./compare-figures";
import { findColumn, labelOf, toNumber } from "./data-table";
import { type DrawingWords, useDrawingWords } from "./drawing-words";
import { formatValue, type ValueFormat } from "./format-value";
import hiddenStyles from "./hidden-table.module.css";
import { NoColumns } from "./no-columns";
import { Sparkline } from "./sparkline";
import { commonRow, type DrawingProps } from "./value-event";

/** From here on a figure is shortened, its exact value is in the tooltip. */
const shortFrom = 10_000_000;

interface NumberFigureProps extends DrawingProps {
  readonly options: NumberOptions;
}

/** One number, large, with what it is measured against and how it came about. */
export function NumberFigure({ table, options, label, locale, onValue }: NumberFigureProps) {
  const words = useDrawingWords(locale);
  const figure = useMemo(() => figureOf(table, options), [table, options]);
  const column = findColumn(table, options.valueColumn);
  if (!figure || !column) return <NoColumns />;
  const { value, change, history, row } = figure;
  const format = options.format ?? column.format;
  const number = <FigureText value={value} format={format} type={column.type} words={words} />;
  const choose = () => onValue?.({ column: column.name, value, row: commonRow(table, [row]) });
  return (
    <div className={styles.number} data-chart="number">
      {onValue ? (
        <button type="button" className={styles.figureButton} aria-label={label} onClick={choose}>
          {number}
        </button>
      ) : (
        number
      )}
      {change !== undefined && (
        <ChangeLine change={change} against={againstWhat(options, table, words)} format={format} words={words} />
      )}
      {history.length > 1 && <Sparkline values={history} />}
    </div>
  );
}

function againstWhat({ comparison }: NumberOptions, table: DrawingProps["table"], { say }: DrawingWords): string {
  if (comparison?.label) return comparison.label;
  const column = comparison?.with === "column" ? findColumn(table, comparison.column) : null;
  return column ? labelOf(column) : say("valueBefore");
}

interface FigureTextProps {
  readonly value: DrawingProps["table"]["data"][number][number];
  readonly format: ValueFormat | undefined;
  readonly type: NonNullable<Parameters<typeof formatValue>[1]["type"]>;
  readonly words: DrawingWords;
}

function FigureText({ value, format, type, words }: FigureTextProps) {
  const short = Math.abs(toNumber(value) ?? 0) >= shortFrom;
  const { unit, ...plain } = format ?? { style: "number" as const };
  const exact = formatValue(value, { ...words, format, type });
  const text = formatValue(value, { ...words, format: format ? plain : undefined, type, short });
  return (
    <p className={styles.figure} title={exact}>
      <span aria-hidden={short}>
        {text}
        {unit && value !== null && <span className={styles.unit}>{`\u00a0${unit}`}</span>}
      </span>
      {short && <span className={hiddenStyles.hidden}>{exact}</span>}
    </p>
  );
}

const arrows = { up: "↑", down: "↓", same: "→" } as const;
const directions = { up: "changedUp", down: "changedDown", same: "unchanged" } as const;

interface ChangeLineProps {
  readonly change: Change | null;
  readonly against: string;
  readonly format: ValueFormat | undefined;
  readonly words: DrawingWords;
}

/** A change in an arrow, in words and, where somebody said what is good, in colour as well. */
function ChangeLine({ change, against, format, words }: ChangeLineProps) {
  if (!change) return <p className={styles.change}>{words.say("nothingToCompare")}</p>;
  const { direction, ratio, isGood } = change;
  const was = formatValue(change.against, { ...words, format });
  const share =
    ratio === null ? null : formatValue(Math.abs(ratio), { ...words, format: { style: "percent", digits: 1 } });
  const difference = differenceText(change, format, words);
  return (
    <p className={styles.change} title={`${against}: ${was}`}>
      <span className={styles.changeValue} data-good={isGood}>
        <span aria-hidden="true">{arrows[direction]}</span>
        <span className={hiddenStyles.hidden}>{words.say(directions[direction])} </span>
        {direction === "same"
          ? ` ${words.say("unchanged")}`
          : ` ${format?.style === "percent" ? difference : (share ?? difference)}`}
      </span>
      {direction !== "same" && format?.style !== "percent" && share !== null && (
        <span className={styles.changeDifference}>{` (${difference})`}</span>
      )}
      {isGood !== undefined && (
        <span className={styles.changeWord}>{` ${words.say(isGood ? "better" : "worse")}`}</span>
      )}
      {` ${words.say("comparedWith", { against })}`}
    </p>
  );
}

/** Shares differ by percentage points, everything else by its own measure. */
function differenceText({ difference }: Change, format: ValueFormat | undefined, words: DrawingWords): string {
  const sign = difference > 0 ? "+" : difference < 0 ? "−" : "";
  const size = Math.abs(difference);
  if (format?.style === "percent") {
    return `${sign}${formatValue(size * 100, { ...words, format: { style: "number", digits: 1, unit: words.say("percentagePoints") } })}`;
  }
  return `${sign}${formatValue(size, { ...words, format, short: size >= 100_000 })}`;
}
