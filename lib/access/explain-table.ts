import type { CombinedTable } from "@/lib/policies/combine-policies";
import type { ContextValue, PlaceholderValues, RowFilter, RuleReference } from "@/lib/sql/security-context";
import { filterInWords } from "@/lib/sql/security-trace";
import type { ExplainedValue, TableExplanation } from "./access-schema";

/** What was decided about one table and why; `path` is where its file is for this actor. */
export function explainTable(table: CombinedTable, path: string | null): TableExplanation {
  const excluded = new Set(table.excludedColumns);
  return {
    schema: table.schema,
    name: table.name,
    exposure: table.exposure,
    readable: table.readable,
    because: reasonOf(table),
    path,
    filters: table.filters.map((filter) => ({
      condition: filterInWords(filter),
      values: valuesOf(filter),
      policies: [
        ...new Set(rulesOf(filter).map(({ policyName, appliesThrough }) => `${policyName} (${appliesThrough})`)),
      ],
    })),
    columns: table.columns.map(({ name }) => name).filter((name) => !excluded.has(name)),
    excludedColumns: [...table.excludedColumns],
    maskedColumns: Object.entries(table.maskedColumns)
      .filter(([name]) => !excluded.has(name))
      .map(([name, mask]) => ({ name, expression: mask.sql, policy: mask.rule.policyName })),
  };
}

/** A value as people read it, beside where it came from. */
export function explainValues(values: PlaceholderValues): ExplainedValue[] {
  return Object.entries(values).map(([name, value]) => explainValue(name, value));
}

function explainValue(name: string, { value, origin }: ContextValue): ExplainedValue {
  return { name, value: JSON.stringify(value), origin };
}

function reasonOf({ opening, exposure, closedBecause, reachable }: CombinedTable): string {
  switch (opening) {
    case "unrestricted":
      return "The organization's admins and authors read every table unless a policy is assigned to them.";
    case "shared":
      return "The table is shared: everybody reads it, under the rules that name it.";
    case "rule":
      return "A rule that depends on this reader opens the table.";
    case "own target":
      return "The table lies in this reader's own database, schema or folder.";
    default:
      if (closedBecause !== null) return closedBecause;
      if (!reachable) return "The table is outside the database, schema or folder that policies choose.";
      if (exposure === "HIDDEN") return "The table is hidden from tenants.";
      return "The table is protected, and no rule that applies here opens it.";
  }
}

function rulesOf(filter: RowFilter): RuleReference[] {
  return filter.kind === "predicate" || filter.kind === "tenant_column" ? [filter.rule] : filter.of.flatMap(rulesOf);
}

function valuesOf(filter: RowFilter): ExplainedValue[] {
  if (filter.kind === "tenant_column") return [explainValue(filter.column, filter.value)];
  if (filter.kind !== "predicate") return filter.of.flatMap(valuesOf);
  return explainValues(filter.values);
}
