import { expect, test } from "vitest";
import { checkRules } from "@/lib/policies/check-rules";
import type { RuleDefinition } from "@/lib/policies/policy-definition";
import type { Dialect } from "@/lib/sql/security-context";

const rule: RuleDefinition = {
  id: "",
  tableSchema: null,
  tableName: "sales",
  allTablesWithColumn: null,
  filter: null,
  filterDepends: true,
  excludedColumns: [],
  maskedColumns: {},
  tenantColumns: {},
};

async function warnings(dialect: Dialect, type: string, change: Partial<RuleDefinition>): Promise<string[]> {
  const table = {
    schema: "app",
    name: "sales",
    columns: [
      { name: "tenant", type },
      { name: "id", type: "int" },
    ],
  };
  const policy = { id: "", name: "own", connectionLayer: null, schemaLayer: null, rules: [{ ...rule, ...change }] };
  const problems = await checkRules(policy, [table], dialect);
  return problems.filter(({ severity }) => severity === "warning").map(({ message }) => message);
}

test("text that MySQL compares by its collation is pointed out, in filters and tenant columns", async () => {
  const byFilter = { filter: "tenant = {{ tenant }}" };
  const byColumn = { tenantColumns: { tenant: "tenant" } };
  for (const change of [byFilter, byColumn]) {
    expect(await warnings("mysql", "varchar(20)", change)).toContainEqual(expect.stringContaining("utf8mb4_bin"));
    expect(await warnings("mysql", "int", change)).not.toContainEqual(expect.stringContaining("utf8mb4_bin"));
    expect(await warnings("postgres", "text", change)).not.toContainEqual(expect.stringContaining("utf8mb4_bin"));
  }
  const other = { filter: "id = {{ id }}" };
  expect(await warnings("mysql", "varchar(20)", other)).not.toContainEqual(expect.stringContaining("utf8mb4_bin"));
});
