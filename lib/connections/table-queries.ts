import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { findOwnConnection } from "./connection-access";
import type { TableView } from "./connection-schema";
import { isGoverned, type PolicyScope, policyScopeSelect, rulesCovering } from "./table-coverage";

/**
 * Every table of a connection with its exposure and the policies that cover it, in the order of their names.
 *
 * @throws DomainError `forbidden` without `connection:read`, `not_found`.
 */
export async function listConnectionTables(actor: Actor, connectionId: string): Promise<TableView[]> {
  requirePermission(actor, "connection:read");
  await findOwnConnection(actor, connectionId);
  const [tables, policies] = await Promise.all([
    database.connectionTable.findMany({ where: { connectionId }, orderBy: [{ schema: "asc" }, { name: "asc" }] }),
    database.policy.findMany({ where: { connectionId }, select: policyScopeSelect, orderBy: { name: "asc" } }),
  ]);
  return tables.map((table) => tableView(table, policies));
}

function tableView(
  table: Awaited<ReturnType<typeof database.connectionTable.findMany>>[number],
  policies: PolicyScope[],
) {
  const columns = table.columns as { name: string; type: string; nullable: boolean }[];
  const coverable = { schema: table.schema, name: table.name, columns };
  return {
    id: table.id,
    schema: table.schema,
    name: table.name,
    kind: table.kind,
    columns,
    exposure: table.exposure,
    rules: rulesCovering(coverable, policies),
    covered: isGoverned(coverable, policies),
    missing: table.missingAt !== null,
  };
}
