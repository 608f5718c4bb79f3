import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import { duckdbLiteral } from "@/lib/sql/dialects/duckdb/string-literal";
import { postgresLiteral } from "@/lib/sql/dialects/postgres/string-literal";
import { type ContextShape, contextShape } from "@/lib/sql/plans/context-shape";
import { bindPlan, type LiteralPrinter, type SecuredPlan, splitAtMarkers } from "@/lib/sql/plans/secured-plan";
import type { TwinContext } from "@/lib/sql/plans/twin-context";
import { needsFence } from "@/lib/sql/query-output";
import type { Dialect, SecuredSql, SecuredStatement, SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { traceStatement } from "@/lib/sql/security-trace";

/** Dialects whose statements are kept; any other is rewritten in full each time. */
const literals: Readonly<Partial<Record<Dialect, LiteralPrinter>>> = {
  postgres: postgresLiteral,
  duckdb: duckdbLiteral,
};

/** A statement on its way through the guard that may be answered from, or become, a kept plan. */
export interface PlannedStatement {
  readonly shape: ContextShape;
  readonly literal: LiteralPrinter;
}

function keptPlans(): LRUCache<string, SecuredPlan> {
  return processState(
    "sql.plans",
    () =>
      new LRUCache<string, SecuredPlan>({
        max: 5_000,
        maxSize: 32_000_000,
        sizeCalculation: ({ parts }, key) => key.length + parts.reduce((sum, part) => sum + part.length + 50, 0),
      }),
  );
}

/** Undefined when no plan can be kept for this statement and context. */
export function planStatement(sql: string, context: SecurityContext): PlannedStatement | undefined {
  const literal = Object.hasOwn(literals, context.dialect) ? literals[context.dialect] : undefined;
  const shape = literal && contextShape(sql, context);
  return literal && shape && { shape, literal };
}

/**
 * The secured text from a plan kept for this statement and a context of this shape, with this context's values (R22).
 * The trace is made from this context: nothing in the answer comes from whoever's run the plan was made in.
 */
export function securedFromPlan(
  { shape, literal }: PlannedStatement,
  context: SecurityContext,
): SecuredSql | undefined {
  const plan = keptPlans().get(shape.key);
  const sql = plan && bindPlan(plan, shape.values, literal);
  if (plan === undefined || sql === undefined) return undefined;
  const tables = plan.tables.map((index) => context.tables[index] as TableAccess);
  return {
    sql,
    trace: traceStatement(context, plan.placeholders, tables, (table) => plan.fenced && needsFence(table)),
  };
}

/**
 * Keeps the plan of a statement that was just secured in full and verified. Only if the twin has the very same shape,
 * and the plan with this context's values gives the verified text byte for byte; else nothing is kept.
 */
export function keepPlan(
  { shape, literal }: PlannedStatement,
  secured: SecuredStatement,
  statement: string,
  { context: twin, nonce }: TwinContext,
): void {
  const { sketch } = secured;
  const twinShape = sketch && contextShape(statement, twin);
  if (sketch === undefined || twinShape?.key !== shape.key) return;
  const split = splitAtMarkers(sketch.text, twinShape.values, nonce);
  if (split === undefined || bindPlan(split, shape.values, literal) !== secured.sql) return;
  const tables = sketch.tables.map((table) => twin.tables.indexOf(table));
  if (tables.includes(-1)) return;
  keptPlans().set(shape.key, { ...split, tables, placeholders: sketch.placeholders, fenced: sketch.fenced });
}
