import { listConnectionTables } from "@/lib/connections/table-queries";
import type { PortalActor } from "../../../_shell/page-access";
import type { KnownTable } from "./_components/policy-form";

/** Tables and columns of a connection by name, for suggestions in the form. */
export async function knownTables(actor: PortalActor, connectionId: string): Promise<KnownTable[]> {
  const tables = await listConnectionTables(actor, connectionId);
  return tables
    .filter(({ missing }) => !missing)
    .map(({ schema, name, columns }) => ({ name: `${schema}.${name}`, columns: columns.map((column) => column.name) }));
}
