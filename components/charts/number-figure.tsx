import styles from "./charts.module.css";
import { type DataTable, findColumn, toNumber } from "./data-table";
import { formatValue, type ValueFormat } from "./format-value";
import { NoColumns } from "./no-columns";

/** From here on a figure is shortened, its exact value is in the tooltip. */
const shortFrom = 10_000_000;

interface NumberFigureProps {
  readonly table: DataTable;
  readonly valueColumn: string;
  readonly format?: ValueFormat;
  readonly locale: string;
}

/** One number, large: the first row's value. */
export function NumberFigure({ table, valueColumn, format, locale }: NumberFigureProps) {
  const column = findColumn(table, valueColumn);
  if (!column) return <NoColumns />;
  const [value = null] = column.cells;
  const short = Math.abs(toNumber(value) ?? 0) >= shortFrom;
  const { unit, ...plain } = format ?? { style: "number" as const };
  const exact = formatValue(value, { locale, format, type: column.type });
  const text = formatValue(value, { locale, format: format ? plain : undefined, type: column.type, short });
  return (
    <p className={styles.figure} title={exact}>
      <span aria-hidden={short}>
        {text}
        {unit && value !== null && <span className={styles.unit}>{`\u00a0${unit}`}</span>}
      </span>
      {short && <span className={styles.hidden}>{exact}</span>}
    </p>
  );
}
