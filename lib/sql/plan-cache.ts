import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import { type ContextShape, contextShape } from "@/lib/sql/plans/context-shape";
import { planDialects } from "@/lib/sql/plans/plan-dialects";
import { bindPlan, type PlanDialect, type SecuredPlan, splitAtMarkers } from "@/lib/sql/plans/secured-plan";
import type { TwinContext } from "@/lib/sql/plans/twin-context";
import { needsFence } from "@/lib/sql/query-output";
import type { SecuredSql, SecuredStatement, SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { traceStatement } from "@/lib/sql/security-trace";

/** A statement on its way through the guard that may be answered from, or become, a kept plan. */
export interface PlannedStatement {
  readonly shape: ContextShape;
  readonly dialect: PlanDialect;
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
  const shape = contextShape(sql, context);
  return shape && { shape, dialect: planDialects[context.dialect] };
}

/**
 * The secured text from a plan kept for this statement and a context of this shape, with this context's values (R22).
 * The trace is made from this context: nothing in the answer comes from whoever's run the plan was made in.
 */
export function securedFromPlan(
  { shape, dialect }: PlannedStatement,
  context: SecurityContext,
): SecuredSql | undefined {
  const plan = keptPlans().get(shape.key);
  const sql = plan && bindPlan(plan, shape.values, dialect);
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
  { shape, dialect }: PlannedStatement,
  secured: SecuredStatement,
  statement: string,
  { context: twin, nonce }: TwinContext,
): void {
  const { sketch } = secured;
  const twinShape = sketch && contextShape(statement, twin);
  if (sketch === undefined || twinShape?.key !== shape.key) return;
  const split = splitAtMarkers(sketch.text, twinShape.values, nonce, dialect);
  if (split === undefined || bindPlan(split, shape.values, dialect) !== secured.sql) return;
  const tables = sketch.tables.map((table) => twin.tables.indexOf(table));
  if (tables.includes(-1)) return;
  keptPlans().set(shape.key, { ...split, tables, placeholders: sketch.placeholders, fenced: sketch.fenced });
}
