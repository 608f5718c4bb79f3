import { Code } from "@mantine/core";
import type { ExplainedValue } from "@/lib/access/access-schema";
import classes from "./access.module.css";

/** Values by name, and where each came from. */
export function ValueList({ values }: { values: readonly ExplainedValue[] }) {
  return (
    <ul className={classes.values}>
      {values.map(({ name, value, origin }) => (
        <li key={name}>
          <span className={classes.columns}>{name}</span> = <Code>{value}</Code>
          <span className={classes.quiet}> from {origin}</span>
        </li>
      ))}
    </ul>
  );
}
