import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import type { IntrospectedTable } from "@/lib/engines/engine";
import { introspectEngine } from "@/lib/engines/introspect";
import type { Actor } from "@/lib/identity/actor";
import type { Prisma } from "@/prisma/client/client";
import { findOwnConnection } from "./connection-access";
import type { TableView } from "./connection-schema";
import { decryptSettings } from "./connection-settings";
import { baseTarget } from "./resolve-target";
import { listConnectionTables } from "./table-queries";

/**
 * Reads the tables of a connection anew. New ones are hidden from tenants; those that are gone keep their exposure for
 * their return and cannot be read meanwhile.
 *
 * @throws DomainError `forbidden` without `connection:update`, `not_found`, and what the engine says in fixed words.
 */
export async function refreshCatalog(actor: Actor, connectionId: string): Promise<TableView[]> {
  requirePermission(actor, "connection:update");
  const connection = await findOwnConnection(actor, connectionId);
  const tables = await introspectEngine(await baseTarget(decryptSettings(connection.settingsCiphertext)));
  await database.$transaction(
    async (tx) => {
      // Taken first: two refreshes at once write one after the other.
      await tx.connection.update({
        where: { id: connectionId, organizationId: actor.organizationId },
        data: { catalogReadAt: now(), version: { increment: 1 } },
      });
      await writeTables(tx, connectionId, tables);
      await recordAuditEvent(tx, actor, {
        action: "connection.catalog_refreshed",
        projectId: connection.projectId,
        targetId: connectionId,
        targetName: connection.name,
        details: { tables: tables.length },
      });
    },
    { timeout: 60_000 },
  );
  return listConnectionTables(actor, connectionId);
}

async function writeTables(tx: Transaction, connectionId: string, tables: readonly IntrospectedTable[]): Promise<void> {
  const seenAt = now();
  const rows = tables.map((table) => ({
    connectionId,
    schema: table.schema,
    name: table.name,
    kind: table.kind,
    columns: table.columns.map(({ name, type, nullable }) => ({ name, type, nullable })),
    primaryKey: [...table.primaryKey],
    foreignKeys: (table.foreignKeys ?? []).map((key) => ({ ...key })) as unknown as Prisma.InputJsonArray,
    seenAt,
    missingAt: null,
  }));
  const known = await tx.connectionTable.findMany({
    where: { connectionId },
    select: { id: true, schema: true, name: true },
  });
  const idOf = new Map(known.map((table) => [JSON.stringify([table.schema, table.name]), table.id]));
  const keyOf = (table: { schema: string; name: string }) => JSON.stringify([table.schema, table.name]);
  await tx.connectionTable.createMany({ data: rows.filter((row) => !idOf.has(keyOf(row))) });
  for (const row of rows) {
    const id = idOf.get(keyOf(row));
    if (id) await tx.connectionTable.update({ where: { id }, data: row, select: { id: true } });
  }
  const present = new Set(rows.map(keyOf));
  const gone = known.filter((table) => !present.has(keyOf(table))).map((table) => table.id);
  await tx.connectionTable.updateMany({ where: { id: { in: gone }, missingAt: null }, data: { missingAt: seenAt } });
}
