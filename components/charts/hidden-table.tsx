import { moveCellFocus } from "./cell-focus";
import { labelOf } from "./data-table";
import { useDrawingWords } from "./drawing-words";
import { formatValue } from "./format-value";
import styles from "./hidden-table.module.css";
import { commonRow, type DrawingProps } from "./value-event";

/** So many rows are read out; more would only slow the page down for everybody. */
const mostRows = 100;

/**
 * The rows behind a drawing, for those who cannot see it. Of an interactive drawing their values are buttons, one stop
 * for the Tab key and arrows from there, and the table shows itself while one of them has the focus.
 */
export function HiddenTable({ table, label, locale, onValue, selected }: DrawingProps) {
  const words = useDrawingWords(locale);
  const count = Math.min(table.rowCount, mostRows);
  const isChosen = (column: string, value: unknown) =>
    selected?.some((one) => one.column === column && String(one.value) === String(value)) ?? false;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons within have the focus; here their arrow keys arrive
    <div className={styles.hidden} data-interactive={onValue !== undefined} onKeyDown={onValue && moveCellFocus}>
      <table>
        <caption>
          {count < table.rowCount ? words.say("captionOfFirst", { label, shown: count, all: table.rowCount }) : label}
        </caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.name} scope="col">
                {labelOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: count }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result have no other identity, and never move
            <tr key={row}>
              {table.columns.map(({ name, type, format }, column) => {
                const value = table.data[column]?.[row] ?? null;
                const text = formatValue(value, { ...words, type, format });
                return (
                  <td key={name}>
                    {onValue ? (
                      <button
                        type="button"
                        tabIndex={row === 0 && column === 0 ? 0 : -1}
                        data-cell={`${row}:${column}`}
                        aria-pressed={isChosen(name, value)}
                        onClick={() => onValue({ column: name, value, row: commonRow(table, [row]) })}
                      >
                        {text}
                      </button>
                    ) : (
                      text
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
