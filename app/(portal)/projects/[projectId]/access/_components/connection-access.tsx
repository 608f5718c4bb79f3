import { Facts } from "@/components/ui/facts";
import { Section } from "@/components/ui/section";
import type { ConnectionExplanation } from "@/lib/access/access-schema";
import { counted, engineWords } from "../../../../_labels/words";
import classes from "./access.module.css";
import { ClosedTables } from "./closed-tables";
import { ReadableTables } from "./readable-tables";
import { ValueList } from "./value-list";

/** Where queries of one connection go, and what of it can be read; or why nothing can. */
export function ConnectionAccess({ connection }: { connection: ConnectionExplanation }) {
  const { name, engine, refusal, target, schema, databaseRole, tables, placeholders } = connection;
  const readable = tables.filter((table) => table.readable);
  const closed = tables.filter((table) => !table.readable);
  if (refusal !== null) {
    return (
      <Section title={name} description={engineWords[engine]}>
        <p className={classes.refusal}>
          <strong>Nothing of it can be read.</strong> {refusal}
        </p>
      </Section>
    );
  }
  return (
    <Section title={name} description={engineWords[engine]}>
      <Facts
        facts={[
          ["Queries go to", target ?? "Not known"],
          ...(schema || engine !== "DUCKDB" ? [["Schema", schema ?? "As the connection says"] as const] : []),
          ...(databaseRole ? [["Database role", databaseRole] as const] : []),
          ["Can be read", `${readable.length} of ${counted(tables.length, "table")}`],
        ]}
      />
      <ReadableTables connectionName={name} tables={readable} />
      <ClosedTables tables={closed} opened={readable.length === 0} />
      {tables.length === 0 ? <p className={classes.quiet}>No table of it is known yet.</p> : null}
      {placeholders.length > 0 ? (
        <details className={classes.more}>
          <summary>{counted(placeholders.length, "placeholder")} that SQL can use</summary>
          <ValueList values={placeholders} />
        </details>
      ) : null}
    </Section>
  );
}
