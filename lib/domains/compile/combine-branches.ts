import type { NamedMeasure } from "./branch-sql";

/** The measures of one dataset by the dimensions, as SQL. */
export interface Branch {
  readonly sql: string;
  readonly measures: readonly NamedMeasure[];
}

/**
 * Measures of several datasets side by side. Each was added up on its own, so no row of one repeats those of another; they
 * meet in the groups that they share, and a group that only one of them knows stays. Two at a time, because a NULL between
 * two NULLs would have no type.
 */
export function combineBranches(
  branches: readonly Branch[],
  dimensionNames: readonly string[],
  freshName: () => string,
): Branch {
  const [first, ...others] = branches;
  if (!first) throw new Error("A query has a branch");
  return others.reduce((left, right) => pair(left, right, dimensionNames, freshName), first);
}

function pair(left: Branch, right: Branch, dimensionNames: readonly string[], freshName: () => string): Branch {
  const measures = [...left.measures, ...right.measures];
  const arm = (branch: Branch) => {
    const own = new Set(branch.measures);
    const columns = measures.map((measure) => (own.has(measure) ? measure.as : `NULL AS ${measure.as}`));
    return `SELECT ${[...dimensionNames, ...columns].join(", ")} FROM (${branch.sql}) AS ${freshName()}`;
  };
  const combined = measures.map((measure) => ({ ...measure, as: freshName() }));
  const columns = measures.map(({ as, field }, at) => {
    // Of what is not there, there is none; of an unknown sum nothing is known.
    const isCount = field.aggregation === "count" || field.aggregation === "count_distinct";
    return `${isCount ? `coalesce(max(${as}), 0)` : `max(${as})`} AS ${combined[at]?.as}`;
  });
  const united = `(${arm(left)} UNION ALL ${arm(right)}) AS ${freshName()}`;
  const grouped = dimensionNames.length > 0 ? ` GROUP BY ${dimensionNames.join(", ")}` : "";
  return { sql: `SELECT ${[...dimensionNames, ...columns].join(", ")} FROM ${united}${grouped}`, measures: combined };
}
