import { Code } from "@mantine/core";
import type { PolicyPreview } from "@/lib/queries/query-schema";
import classes from "./preview-section.module.css";

type Trace = NonNullable<PolicyPreview["secured"]>["trace"];

/** Which rules shaped the query, table by table, and where their values came from. */
export function PreviewTrace({ trace }: { trace: Trace }) {
  return (
    <ul className={classes.trace} aria-label="What was applied">
      {trace.tables.map((table) => (
        <li key={`${table.schema}.${table.name}`}>
          <strong>
            {table.schema}.{table.name}
          </strong>
          {table.filters.length === 0 ? " all rows" : null}
          {table.filters.map((filter) => (
            <Code key={filter}>{filter}</Code>
          ))}
          <span className={classes.quiet}>{notes(table).join(" · ")}</span>
        </li>
      ))}
    </ul>
  );
}

function notes({ rules, values, excludedColumns, maskedColumns }: Trace["tables"][number]): string[] {
  const through = [
    ...new Set(rules.map(({ policyName, appliesThrough }) => `policy ${policyName} (${appliesThrough})`)),
  ];
  const origins = Object.entries(values).map(([name, origin]) => `${name} from ${origin}`);
  return [
    ...through,
    ...origins,
    ...(excludedColumns.length > 0 ? [`hidden: ${excludedColumns.join(", ")}`] : []),
    ...(maskedColumns.length > 0 ? [`masked: ${maskedColumns.join(", ")}`] : []),
  ];
}
