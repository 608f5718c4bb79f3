import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { createTenant } from "@/lib/tenants/create-tenant";
import { createTenantSchema } from "@/lib/tenants/tenant-schema";
import { type PlannedLine, problemOf } from "./planned-line";
import { attributesOf, readTable, type TableRow } from "./read-table";

const columns = {
  key: { aliases: ["tenantkey"], required: true },
  name: { aliases: ["tenantname"], required: true },
} as const;

/**
 * What would become of each line of a file of tenants, without writing anything. A key that is or ever was in use, whatever
 * its case, is a problem (R18).
 *
 * @throws DomainError `invalid_input` for a file that is none
 */
export async function planTenants(actor: Actor, { csv }: { readonly csv: string }): Promise<readonly PlannedLine[]> {
  const lines = readTable(csv, columns).map(tenantLine);
  const wanted = lines.map(({ subject }) => subject.toLowerCase());
  const reserved = await database.$queryRaw<{ key: string }[]>`
    SELECT lower(key) AS key FROM tenant_key_reservations
    WHERE organization_id = ${actor.organizationId}::uuid AND lower(key) = ANY(${wanted}::text[])`;
  const used = new Set(reserved.map(({ key }) => key));
  const firstLines = new Map<string, number>();
  return lines.map((line) => {
    if (line.problem !== null) return line;
    const key = line.subject.toLowerCase();
    const first = firstLines.get(key);
    firstLines.set(key, first ?? line.line);
    if (first !== undefined) return { ...line, problem: `key: The same key is in line ${first} already` };
    if (!used.has(key)) return line;
    return { ...line, problem: "key: This key is taken, or was used by a tenant that has been deleted" };
  });
}

function tenantLine(row: TableRow): PlannedLine {
  const input = {
    key: row.cells.get("key") ?? "",
    name: row.cells.get("name") ?? "",
    attributes: attributesOf(row),
  };
  const write = async (actor: Actor): Promise<null> => {
    await createTenant(actor, input);
    return null;
  };
  const problem = row.problem ?? problemOf(createTenantSchema, input);
  return { line: row.line, subject: input.key, tenantId: null, problem, write };
}
