import { database } from "@/lib/database";
import type { ForeignKey } from "@/lib/engines/engine";
import type { Actor } from "@/lib/identity/actor";
import { contextSubjects } from "@/lib/policies/context-subject";
import { resolveSecurityContext } from "@/lib/policies/resolve-security-context";
import type { Dialect } from "@/lib/sql/security-context";

/** A table as its reader knows it: no column that is kept from them. */
export interface ReadableTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

export interface ReadableTables {
  readonly dialect: Dialect;
  readonly defaultSchema: string;
  readonly tables: readonly ReadableTable[];
}

/**
 * The tables of a connection that this actor's own policies let them read, in the order of their names, with their keys
 * where the engine has told them. Whether the connection is the actor's to use is the caller's to have checked.
 *
 * @throws DomainError `not_found`, and what resolving policies throws
 */
export async function readableTables(actor: Actor, connectionId: string): Promise<ReadableTables> {
  const subjects = contextSubjects(actor, { tokenPolicies: null });
  const { security } = await resolveSecurityContext({ connectionId, sql: "", subjects, filters: {} });
  const stored = await database.connectionTable.findMany({
    where: { connectionId, missingAt: null, connection: { organizationId: actor.organizationId } },
    select: { schema: true, name: true, primaryKey: true, foreignKeys: true },
  });
  const keys = new Map(stored.map((table) => [JSON.stringify([table.schema, table.name]), table]));
  const tables = security.tables
    .filter(({ dataset }) => dataset === undefined)
    .map(({ schema, name, columns, excludedColumns }) => {
      const visible = columns.filter((column) => !excludedColumns.includes(column.name));
      const known = keys.get(JSON.stringify([schema, name]));
      const areVisible = (names: readonly string[]) =>
        names.every((key) => visible.some((column) => column.name === key));
      const primaryKey = known?.primaryKey ?? [];
      const foreignKeys = ((known?.foreignKeys ?? []) as unknown as readonly ForeignKey[]).filter((key) =>
        areVisible(key.columns),
      );
      return { schema, name, columns: visible, primaryKey: areVisible(primaryKey) ? primaryKey : [], foreignKeys };
    });
  return { dialect: security.dialect, defaultSchema: security.defaultSchema, tables };
}
