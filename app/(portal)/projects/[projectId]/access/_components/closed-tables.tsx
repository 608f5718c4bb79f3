import type { TableExplanation } from "@/lib/access/access-schema";
import { counted } from "../../../../_labels/words";
import classes from "./access.module.css";

/** Tables named under one reason; the others are counted. */
const named = 100;

/** What cannot be read, by reason. */
export function ClosedTables({ tables, opened }: { tables: readonly TableExplanation[]; opened: boolean }) {
  if (tables.length === 0) return null;
  const reasons = [...new Set(tables.map(({ because }) => because))];
  return (
    <details className={classes.more} open={opened}>
      <summary>{counted(tables.length, "table")} cannot be read</summary>
      <dl className={classes.reasons}>
        {reasons.map((reason) => (
          <Reason key={reason} reason={reason} tables={tables.filter(({ because }) => because === reason)} />
        ))}
      </dl>
    </details>
  );
}

function Reason({ reason, tables }: { reason: string; tables: readonly TableExplanation[] }) {
  const names = tables.slice(0, named).map(({ schema, name }) => `${schema}.${name}`);
  return (
    <>
      <dt>{reason}</dt>
      <dd className={classes.columns}>
        {names.join(", ")}
        {tables.length > named ? ` and ${tables.length - named} more` : ""}
      </dd>
    </>
  );
}
