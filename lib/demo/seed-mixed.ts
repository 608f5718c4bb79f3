import path from "node:path";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { testConnection } from "@/lib/connections/test-connection";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import type { ParameterValues } from "@/lib/policies/policy-schema";
import { demoTables } from "./build-demo-files";
import { demoFolders } from "./demo-folders";
import { connectionsPolicy, rowsPolicy, schemasPolicy } from "./demo-policies";
import type { SeededOrganization } from "./seed-organization";

/** How each tenant is kept apart on the one connection of the mixed dashboard; any other is by rows. */
const stylesOf: Readonly<Record<string, readonly ("rows" | "folder" | "schema")[]>> = {
  texas: ["folder"],
  florida: ["folder", "rows"],
  nevada: ["schema"],
  new_york: ["schema", "rows"],
};

const name = "Mixed tenancy";

/**
 * One connection on which tenants are kept apart in different ways and in several at once, so that one dashboard serves
 * them all.
 *
 * @returns its name and id, and the ids of its policies by name
 */
export async function seedMixed(organization: SeededOrganization) {
  const { admin, projectId } = organization;
  const { id } = await createConnection(admin, { projectId, name, settings: settings() });
  await testConnection(admin, id);
  await refreshCatalog(admin, id);
  await setTableExposures(admin, id, { exposure: "PROTECTED" });
  const policies = {
    rows: { ...rowsPolicy, name: "mixed_rows" },
    folder: { ...connectionsPolicy(), name: "mixed_folder" },
    schema: { ...schemasPolicy, name: "mixed_schema", schemaLayer: { schemaTemplate: "{{ tenant }}" } },
  };
  const policyIds: Record<string, string> = {};
  for (const [style, policy] of Object.entries(policies)) {
    const { id: policyId } = await createPolicy(admin, { projectId, connectionId: id, ...policy });
    policyIds[policy.name] = policyId;
    for (const tenant of organization.file.tenants) {
      if (!(stylesOf[tenant.key] ?? ["rows"]).some((one) => one === style)) continue;
      const parameters: ParameterValues = style === "rows" ? { state: [tenant.name] } : { tenant: tenant.key };
      await createAssignment(admin, { policyId, kind: "TENANT", tenantId: tenant.id, parameters });
    }
  }
  return { id, name, policyIds };
}

function settings() {
  const { shared, tenants } = demoFolders();
  const own = Object.entries(stylesOf).flatMap(([key, styles]) => (styles.includes("schema") ? [key] : []));
  const places = [
    { schema: "main", folder: shared },
    ...own.map((key) => ({ schema: key, folder: path.join(tenants, key) })),
  ];
  const tables = places.flatMap(({ schema, folder }) =>
    demoTables.map((table) => ({
      schema,
      name: table,
      format: "parquet" as const,
      path: path.join(folder, `${table}.parquet`),
    })),
  );
  return { engine: "DUCKDB" as const, tables };
}
