"use client";
import { Skeleton } from "@mantine/core";
import { useEffect, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { dialectOf } from "@/lib/policies/engine-dialect";
import type { Engine } from "@/prisma/client/enums";
import type { SqlDifference, SqlPart } from "./diff-sql";
import { formatSql } from "./format-sql";
import classes from "./preview.module.css";

export interface SqlComparisonProps {
  readonly engine: Engine;
  readonly before: string;
  readonly after: string;
  /** What the two are called, where they are not a query and what is made of it for a tenant. */
  readonly titles?: { readonly before: string; readonly after: string };
}

const asItRuns = { before: "As written", after: "As it runs for this tenant" };

/** Two states of a query, side by side with the difference marked. */
export function SqlComparison({ engine, before, after, titles = asItRuns }: SqlComparisonProps) {
  const difference = useDifference(engine, before, after);
  if (!difference) return <Skeleton height={160} aria-label="Comparing" />;
  return (
    <div className={classes.comparison}>
      <Side title={titles.before} mark="del" parts={difference.before} />
      <Side title={titles.after} mark="ins" parts={difference.after} copy={after} />
    </div>
  );
}

function Side(props: { title: string; mark: "ins" | "del"; parts: readonly SqlPart[]; copy?: string }) {
  const { title, mark: Mark, parts, copy } = props;
  return (
    <figure className={classes.side}>
      <figcaption>
        {title}
        {copy === undefined ? null : <CopyButton value={copy} />}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0}>
        {parts.map(({ text, changed }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
          changed ? <Mark key={index}>{text}</Mark> : <span key={index}>{text}</span>,
        )}
      </pre>
    </figure>
  );
}

/** The formatter and the comparison are fetched when the first query is shown. */
function useDifference(engine: Engine, before: string, after: string): SqlDifference | null {
  const [difference, setDifference] = useState<SqlDifference | null>(null);
  useEffect(() => {
    let current = true;
    Promise.all([import("./diff-sql"), formatSql(before, dialectOf(engine)), formatSql(after, dialectOf(engine))])
      .then(([{ diffSql }, ...texts]) => {
        if (current) setDifference(diffSql(...texts));
      })
      .catch(() => {
        const whole = (text: string) => [{ text, changed: false }];
        if (current) setDifference({ before: whole(before), after: whole(after) });
      });
    return () => {
      current = false;
    };
  }, [engine, before, after]);
  return difference;
}
