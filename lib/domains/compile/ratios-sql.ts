import type { DomainMeasure } from "../domain-definition-schema";
import type { BranchContext } from "./branch-sql";
import type { Branch } from "./combine-branches";
import type { MeasureParts } from "./measure-parts";

export interface NamedColumns {
  readonly sql: string;
  /** The column that holds each measure. */
  readonly names: ReadonlyMap<DomainMeasure, string>;
}

/**
 * Ratios beside the aggregates that they are made of. Each part was added up on its own, with every row counted once, so
 * that of groups and of everything alike a ratio is that of the totals.
 */
export function ratiosSql(
  { sql, measures }: Branch,
  parts: ReadonlyMap<DomainMeasure, MeasureParts>,
  { dimensionNames, spelling, freshName }: Pick<BranchContext, "dimensionNames" | "spelling" | "freshName">,
): NamedColumns {
  const added = new Map<DomainMeasure, string>(measures.map(({ field, as }) => [field, as]));
  const write = (one: MeasureParts): string => {
    if (one.kind === "aggregate") return added.get(one.measure.field) ?? "";
    return `(${spelling.dialect.divided(write(one.of), write(one.to))})`;
  };
  const ratios = [...parts].filter(([, { kind }]) => kind === "ratio");
  if (ratios.length === 0) return { sql, names: added };
  const named = ratios.map(([field, one]) => ({ field, sql: write(one), as: freshName() }));
  const columns = [...dimensionNames, ...added.values(), ...named.map((one) => `${one.sql} AS ${one.as}`)];
  return {
    sql: `SELECT ${columns.join(", ")} FROM (${sql}) AS ${freshName()}`,
    names: new Map([...added, ...named.map(({ field, as }) => [field, as] as const)]),
  };
}
