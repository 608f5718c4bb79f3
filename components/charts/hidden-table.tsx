import styles from "./charts.module.css";
import type { DataTable } from "./data-table";
import { formatValue } from "./format-value";

/** So many rows are read out; more would only slow the page down for everybody. */
const mostRows = 100;

/** The rows behind a drawing, for those who cannot see it. */
export function HiddenTable({ table, label, locale }: { table: DataTable; label: string; locale: string }) {
  const count = Math.min(table.rowCount, mostRows);
  return (
    <div className={styles.hidden}>
      <table>
        <caption>{count < table.rowCount ? `${label}, first ${count} of ${table.rowCount} rows` : label}</caption>
        <thead>
          <tr>
            {table.columns.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: count }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result have no other identity, and never move
            <tr key={row}>
              {table.columns.map(({ name, type }, column) => (
                <td key={name}>{formatValue(table.data[column]?.[row], { locale, type })}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
