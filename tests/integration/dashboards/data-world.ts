import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposure } from "@/lib/connections/set-table-exposure";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { createTestDatabase, runAsAdmin } from "../../support/test-database";
import { createWorld, type World } from "../../support/world";

export interface DataWorld extends World {
  readonly connectionId: string;
}

/** What is in the source for each state: three flights of California's, two of Texas's. */
export const flightsOf = { California: 3, Texas: 2 } as const;

/** A value that is only in California's rows, to look for where it must not be. */
export const canary = "CANARY-7f3a";

/**
 * The world with a source: `flights` is protected, and one policy for all tenants shows each the rows of its own
 * state.
 */
export async function createDataWorld(): Promise<DataWorld> {
  const world = await createWorld();
  const url = await createTestDatabase();
  await runAsAdmin(
    `CREATE TABLE flights (id int PRIMARY KEY, state text NOT NULL, carrier text NOT NULL, note text NOT NULL);
     INSERT INTO flights VALUES (1, 'California', 'AA', '${canary}'), (2, 'California', 'UA', ''), (3, 'California', 'UA', ''),
       (4, 'Texas', 'AA', ''), (5, 'Texas', 'WN', '');`,
    url,
  );
  const settings = { engine: "POSTGRES", url } as const;
  const { id: connectionId } = await createConnection(world.admin, {
    projectId: world.project.id,
    name: "flights",
    settings,
  });
  for (const table of await refreshCatalog(world.admin, connectionId)) {
    await setTableExposure(world.admin, connectionId, table.id, "PROTECTED");
  }
  const policy = await createPolicy(world.admin, {
    projectId: world.project.id,
    connectionId,
    name: "state",
    rules: [{ table: "flights", filter: "state IN {{ state }}" }],
  });
  await createAssignment(world.admin, {
    policyId: policy.id,
    kind: "ALL_TENANTS",
    parameters: { state: "{{ tenant.attributes.state }}" },
  });
  return { ...world, connectionId };
}
