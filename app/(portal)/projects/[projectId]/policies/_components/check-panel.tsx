"use client";
import { Anchor, Badge, Loader } from "@mantine/core";
import { counted } from "../../../../_labels/words";
import classes from "./policy-form.module.css";
import { placeInWords, problemText } from "./problem-text";
import type { LiveCheck } from "./use-policy-check";

const mostTables = 40;

/** What the policy means as it stands: problems, parameters, covered tables, and a sentence. */
export function CheckPanel({ live }: { live: LiveCheck }) {
  const { check, pending, failure } = live;
  return (
    <aside className={classes.panel} aria-label="Live check">
      <div className={classes.block} aria-live="polite" aria-busy={pending}>
        <h2 className={classes.heading}>
          Live check {pending ? <Loader size={12} ml={6} role="status" aria-label="Checking" /> : null}
        </h2>
        {failure ? <p className={`${classes.quiet} ${classes.error}`}>{failure}</p> : null}
        {check ? <Findings check={check} /> : null}
      </div>
    </aside>
  );
}

function Findings({ check }: { check: NonNullable<LiveCheck["check"]> }) {
  const { problems, sentence } = check;
  return (
    <>
      {problems.length === 0 ? <p className={classes.quiet}>No problems found.</p> : null}
      <ul className={classes.list}>
        {problems.map((problem) => (
          <li key={`${problem.path}:${problem.message}`}>
            <span className={classes.place}>{placeInWords(problem.path)}</span>
            <span className={problem.severity === "error" ? classes.error : classes.warning}>
              {problem.severity === "warning" ? "Warning: " : ""}
              {problemText(problem)}
            </span>
          </li>
        ))}
      </ul>
      {sentence ? <Meaning check={check} /> : null}
    </>
  );
}

/** What the policy comes to, once nothing keeps it from being read. */
function Meaning({ check }: { check: NonNullable<LiveCheck["check"]> }) {
  const { parameters, coveredTables, sentence } = check;
  return (
    <>
      <h3 className={classes.heading}>Parameters</h3>
      <p className={classes.quiet}>
        {parameters.length > 0 ? parameters.join(", ") : "None: nobody has to give a value."}
      </p>
      <h3 className={classes.heading}>Covers {counted(coveredTables.length, "table")}</h3>
      <ul className={classes.list}>
        {coveredTables.slice(0, mostTables).map((table) => (
          <li key={`${table.schema}.${table.name}`}>
            {table.schema}.{table.name}{" "}
            {table.opens ? <Badge color="green">Opens rows</Badge> : <Badge color="gray">Narrows only</Badge>}
          </li>
        ))}
        {coveredTables.length > mostTables ? <li>and {coveredTables.length - mostTables} more</li> : null}
      </ul>
      <h3 className={classes.heading}>In words</h3>
      <p className={classes.quiet}>{sentence}</p>
      <Anchor href="#try" size="sm" mt="sm" display="inline-block">
        Try it on a tenant
      </Anchor>
    </>
  );
}
