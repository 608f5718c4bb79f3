import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import type { Exposure } from "@/prisma/client/enums";
import { findOwnConnection } from "./connection-access";
import { type SetTableExposuresInput, setTableExposuresSchema, type TableView } from "./connection-schema";
import { listConnectionTables } from "./table-queries";

/**
 * Says whether tenants can read a table: not at all, under a rule of their own, or as everybody's. Holds from the next
 * query on.
 *
 * @throws DomainError `forbidden` without `connection:update`, `not_found`.
 */
export async function setTableExposure(
  actor: Actor,
  connectionId: string,
  tableId: string,
  exposure: Exposure,
): Promise<TableView> {
  requirePermission(actor, "connection:update");
  if (!isUuid(tableId)) throw notFound("Table");
  await setTableExposures(actor, connectionId, { exposure, tableIds: [tableId] });
  const table = (await listConnectionTables(actor, connectionId)).find(({ id }) => id === tableId);
  if (!table) throw notFound("Table");
  return table;
}

/**
 * The same for several tables in one step: the named ones, all of a schema, or all of the connection. Returns how many.
 *
 * @throws DomainError `forbidden` without `connection:update`, `not_found` when a named table is not this connection's.
 */
export async function setTableExposures(
  actor: Actor,
  connectionId: string,
  input: SetTableExposuresInput,
): Promise<{ changed: number }> {
  requirePermission(actor, "connection:update");
  const { exposure, tableIds, schema } = parseInput(setTableExposuresSchema, input);
  const connection = await findOwnConnection(actor, connectionId);
  const where = { connectionId, ...(tableIds ? { id: { in: tableIds } } : {}), ...(schema ? { schema } : {}) };
  return database.$transaction(async (tx) => {
    const tables = await tx.connectionTable.findMany({ where, select: { id: true, schema: true, name: true } });
    if (tableIds && tables.length !== new Set(tableIds).size) throw notFound("Table");
    await tx.connectionTable.updateMany({ where, data: { exposure } });
    await tx.connection.update({
      where: { id: connectionId, organizationId: actor.organizationId },
      data: { version: { increment: 1 } },
    });
    const only = tables.length === 1 ? tables[0] : undefined;
    await recordAuditEvent(tx, actor, {
      action: "connection.exposure_changed",
      projectId: connection.projectId,
      targetId: connectionId,
      targetName: connection.name,
      details: { exposure, tables: tables.length, ...(only ? { table: `${only.schema}.${only.name}` } : {}) },
    });
    return { changed: tables.length };
  });
}
