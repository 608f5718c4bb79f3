import path from "node:path";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposure } from "@/lib/connections/set-table-exposure";
import { testConnection } from "@/lib/connections/test-connection";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import type { ParameterValues } from "@/lib/policies/policy-schema";
import { demoTables } from "./build-demo-files";
import { demoFolders } from "./demo-folders";
import { connectionsPolicy, rowsPolicy, schemasPolicy } from "./demo-policies";
import { seedMixed } from "./seed-mixed";
import { idOf, type SeededOrganization } from "./seed-organization";

/** The isolation styles of the demo: three pure ones, and one connection where tenants differ. */
export type DemoStyle = "rows" | "schemas" | "connections" | "mixed";

export interface SeededSources {
  /** Connection id by style. */
  readonly byStyle: Readonly<Record<DemoStyle, string>>;
  /** Ids by name, for `demo.json`. */
  readonly connections: Record<string, string>;
  readonly policies: Record<string, string>;
}

/** Creates the connections and policies of every style, and assigns them to tenants with the tenants' own values. */
export async function seedConnections(organization: SeededOrganization, schemasUrl: string): Promise<SeededSources> {
  const sources = [
    { style: "rows", name: "Shared files", settings: files(demoFolders().shared), policy: rowsPolicy },
    {
      style: "schemas",
      name: "Tenant schemas",
      settings: { engine: "POSTGRES" as const, url: schemasUrl, ssl: "disable" as const },
      policy: schemasPolicy,
    },
    {
      style: "connections",
      name: "Tenant folders",
      settings: files(path.join(demoFolders().tenants, "*")),
      policy: connectionsPolicy(),
    },
  ] as const;
  const byStyle: Record<string, string> = {};
  const connections: Record<string, string> = {};
  const policies: Record<string, string> = {};
  const { admin, projectId } = organization;
  for (const { style, name, settings, policy } of sources) {
    const connection = await createConnection(admin, { projectId, name, settings });
    await testConnection(admin, connection.id);
    await exposeTables(organization, connection.id);
    const { id: policyId } = await createPolicy(admin, { projectId, connectionId: connection.id, ...policy });
    await assignToTenants(organization, policyId, style);
    if (style === "rows") await assignToReaders(organization, policyId);
    byStyle[style] = connection.id;
    connections[name] = connection.id;
    policies[policy.name] = policyId;
  }
  const mixed = await seedMixed(organization);
  byStyle.mixed = mixed.id;
  connections[mixed.name] = mixed.id;
  Object.assign(policies, mixed.policyIds);
  return { byStyle: byStyle as Record<DemoStyle, string>, connections, policies };
}

function files(folder: string) {
  const tables = demoTables.map((name) => ({
    name,
    format: "parquet" as const,
    path: path.join(folder, `${name}.parquet`),
  }));
  return { engine: "DUCKDB" as const, tables };
}

/** Reference tables are everybody's; all others need a rule, a schema or a folder of the tenant's own. */
async function exposeTables({ admin }: SeededOrganization, connectionId: string): Promise<void> {
  for (const table of await refreshCatalog(admin, connectionId)) {
    await setTableExposure(admin, connectionId, table.id, table.schema === "reference" ? "SHARED" : "PROTECTED");
  }
}

async function assignToTenants(organization: SeededOrganization, policyId: string, style: DemoStyle): Promise<void> {
  for (const { id: tenantId, key, name } of organization.file.tenants) {
    const parameters: ParameterValues = style === "rows" ? { state: [name] } : { tenant: key };
    await createAssignment(organization.admin, { policyId, kind: "TENANT", tenantId, parameters });
  }
}

/** People of the organization who are no authors read protected tables through an assignment of their own. */
async function assignToReaders({ admin, userIds, file }: SeededOrganization, policyId: string): Promise<void> {
  const parameters = { state: file.tenants.map(({ name }) => name) };
  for (const email of ["viewer@bulkhead.example", "power@bulkhead.example"]) {
    await createAssignment(admin, { policyId, kind: "USER", userId: idOf(userIds, email), parameters });
  }
}
