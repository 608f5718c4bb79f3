import { Skeleton } from "@mantine/core";
import classes from "./data-table.module.css";

/** The shape of a table that is being fetched. */
export function TableSkeleton({ columns = 4, rows = 8 }: { columns?: number; rows?: number }) {
  return (
    <div className={classes.frame} role="status" aria-busy="true" aria-label="Loading">
      <div className={classes.tools}>
        <Skeleton height={34} width={260} />
      </div>
      <table className={classes.table}>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical and never reorder
            <tr key={row}>
              {Array.from({ length: columns }, (_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the cells are identical and never reorder
                <td key={column}>
                  <Skeleton height={10} width={column === 0 ? 160 : 90} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
