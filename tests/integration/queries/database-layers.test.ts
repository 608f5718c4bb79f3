import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { closeEngines } from "@/lib/engines/close-engines";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { getQueryCatalog } from "@/lib/queries/query-sources";
import { type QueryRequest, runQuery } from "@/lib/queries/run-query";
import { createMariadbDatabase, hasMariadb, type MariadbDatabase } from "@/tests/support/source-servers";
import { createWorld, type World } from "@/tests/support/world";

type Layers = Omit<PolicyInput, "projectId" | "connectionId" | "name">;

async function refusal(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error;
}

describe.skipIf(!hasMariadb())("on MariaDB, where a schema is a database (needs mariadbd)", () => {
  const byKey = { tenant: "{{ tenant.key }}" };
  const allIds = "SELECT id FROM sales ORDER BY id";
  let world: World;
  let source: MariadbDatabase;
  let server: string;
  let number = 0;

  beforeAll(async () => {
    world = await createWorld();
    source = await createMariadbDatabase();
    const databases = [source.name, `${source.name}_california`, `${source.name}_texas`];
    for (const [index, name] of databases.entries()) {
      await source.admin.query(`
        CREATE DATABASE IF NOT EXISTS \`${name}\`;
        CREATE TABLE \`${name}\`.sales (id int PRIMARY KEY, state varchar(20));
        INSERT INTO \`${name}\`.sales VALUES (${index}1, 'California'), (${index}2, 'Texas');
      `);
    }
    await source.admin.query("CREATE USER layers_reader IDENTIFIED BY 'reads'");
    for (const name of databases) await source.admin.query(`GRANT SELECT ON \`${name}\`.* TO layers_reader`);
    const { host, port } = source.target();
    server = `mysql://layers_reader:reads@${host}:${port}`;
  });

  afterAll(async () => {
    await closeEngines();
    for (const key of ["california", "texas"]) await source.admin.query(`DROP DATABASE \`${source.name}_${key}\``);
    await source.admin.query("DROP USER layers_reader");
    await source.drop();
  });

  async function connect(): Promise<string> {
    number += 1;
    const { id } = await createConnection(world.admin, {
      projectId: world.project.id,
      name: `Source ${number}`,
      settings: { engine: "MYSQL", url: `${server}/${source.name}` },
    });
    await refreshCatalog(world.admin, id);
    await setTableExposures(world.admin, id, { exposure: "PROTECTED" });
    return id;
  }

  async function addPolicy(connectionId: string, layers: Layers): Promise<string> {
    number += 1;
    const name = `Policy ${number}`;
    return (await createPolicy(world.admin, { projectId: world.project.id, connectionId, name, ...layers })).id;
  }

  async function connectWith(layers: Layers, parameters: Record<string, string> = byKey): Promise<string> {
    const connectionId = await connect();
    const policyId = await addPolicy(connectionId, layers);
    await createAssignment(world.admin, { policyId, kind: "ALL_TENANTS", parameters });
    return connectionId;
  }

  async function ids(actor: Actor, connectionId: string, sql = allIds, more: Partial<QueryRequest> = {}) {
    const { data } = await runQuery(actor, { connectionId, sql, purpose: "card", ...more });
    return data[0];
  }

  const schemaLayer = () => ({ schemaLayer: { schemaTemplate: `${source.name}_{{ tenant }}` } });
  const connectionLayer = () => ({ connectionLayer: { urlTemplate: `${server}/${source.name}_{{ tenant }}` } });

  test("names without a schema are looked up in the connection's own database", async () => {
    const rules = [{ table: "sales", filter: "state IN {{ state }}" }];
    const connectionId = await connectWith({ rules }, { state: "{{ tenant.attributes.state }}" });
    expect(await ids(world.texas.viewer, connectionId)).toEqual([2]);
    expect(await ids(world.admin, connectionId)).toEqual([1, 2]);
    const named = `SELECT id FROM ${source.name}.sales`;
    expect(await ids(world.california.viewer, connectionId, named)).toEqual([1]);
  });

  test("R03: a schema layer gives each tenant its own database of the server, and no other", async () => {
    const connectionId = await connectWith(schemaLayer());
    expect(await ids(world.california.viewer, connectionId)).toEqual([11, 12]);
    expect(await ids(world.texas.viewer, connectionId)).toEqual([21, 22]);
    for (const database of [`${source.name}_texas`, source.name, "mysql", "information_schema"]) {
      const error = await refusal(ids(world.california.viewer, connectionId, `SELECT id FROM ${database}.sales`));
      expect(error.fields?.sqlCode, database).toBe("sql_unknown_table");
    }
  });

  test("R03: a connection layer leads into the tenant's database, although the login could read the connection's", async () => {
    const connectionId = await connectWith(connectionLayer());
    expect(await ids(world.california.viewer, connectionId)).toEqual([11, 12]);
    expect(await ids(world.texas.viewer, connectionId)).toEqual([21, 22]);
    for (const database of [`${source.name}_texas`, source.name]) {
      const error = await refusal(ids(world.california.viewer, connectionId, `SELECT id FROM ${database}.sales`));
      expect(error.fields?.sqlCode, database).toBe("sql_unknown_table");
    }
  });

  test("R20: an admin follows a tenant into its database", async () => {
    const homeTenantId = world.texas.tenant.id;
    for (const layers of [schemaLayer(), connectionLayer()]) {
      const connectionId = await connectWith(layers);
      expect(await ids(world.admin, connectionId, allIds, { homeTenantId })).toEqual([21, 22]);
      expect(await ids(world.admin, connectionId)).toEqual([1, 2]);
    }
  });

  test("R04: a rule opens no database that a layer gives to another tenant alone, nor tells that it is there", async () => {
    const connectionId = await connect();
    const rules = [{ table: "sales", filter: "state IN {{ state }}" }];
    const byRows = await addPolicy(connectionId, { rules });
    const bySchema = await addPolicy(connectionId, schemaLayer());
    const { california, texas } = world;
    const state = { state: "{{ tenant.attributes.state }}" };
    await createAssignment(world.admin, {
      policyId: byRows,
      kind: "TENANT",
      tenantId: california.tenant.id,
      parameters: state,
    });
    const foreign = `SELECT id FROM ${source.name}_texas.sales`;
    expect(await ids(california.viewer, connectionId, foreign)).toEqual([21]);
    await createAssignment(world.admin, {
      policyId: bySchema,
      kind: "TENANT",
      tenantId: texas.tenant.id,
      parameters: byKey,
    });
    const unknown = await refusal(ids(california.viewer, connectionId, `SELECT id FROM ${source.name}_nevada.sales`));
    const refused = await refusal(ids(california.viewer, connectionId, foreign));
    expect([refused.code, refused.message]).toEqual([unknown.code, unknown.message.replace("_nevada", "_texas")]);
    const place = { projectId: world.project.id, dashboardId: connectionId };
    const catalog = await getQueryCatalog(california.powerUser, connectionId, place);
    expect(JSON.stringify(catalog)).not.toContain("_texas");
    expect(await ids(california.viewer, connectionId)).toEqual([1]);
    expect(await ids(texas.viewer, connectionId)).toEqual([21, 22]);
    expect(await ids(world.admin, connectionId, foreign)).toEqual([21, 22]);
  });

  test("R03: two tenants who meet in one database, one by a schema and one by a URL, are both refused", async () => {
    const connectionId = await connect();
    const bySchema = await addPolicy(connectionId, schemaLayer());
    const byUrl = await addPolicy(connectionId, connectionLayer());
    const assign = (policyId: string, tenantId: string) =>
      createAssignment(world.admin, { policyId, kind: "TENANT", tenantId, parameters: { tenant: "texas" } });
    await assign(bySchema, world.california.tenant.id);
    expect(await ids(world.california.viewer, connectionId)).toEqual([21, 22]);
    await assign(byUrl, world.texas.tenant.id);
    for (const { viewer } of [world.california, world.texas]) {
      expect((await refusal(ids(viewer, connectionId))).fields?.sqlCode).toBe("sql_unknown_table");
    }
  });

  test("R03: the connection's own database is nobody's, whichever layer leads there", async () => {
    const layers = [
      { schemaLayer: { schemaTemplate: "{{ tenant }}" } },
      { connectionLayer: { urlTemplate: `${server}/{{ tenant }}` } },
    ];
    for (const layer of layers) {
      const connectionId = await connect();
      const policyId = await addPolicy(connectionId, layer);
      const { id: tenantId } = world.california.tenant;
      await createAssignment(world.admin, { policyId, kind: "TENANT", tenantId, parameters: { tenant: source.name } });
      const error = await refusal(ids(world.california.viewer, connectionId));
      expect(error.fields?.sqlCode).toBe("sql_unknown_table");
    }
  });

  test("a schema layer and a connection layer together refuse, in one policy and in two", async () => {
    const connectionId = await connect();
    const both = await refusal(addPolicy(connectionId, { ...schemaLayer(), ...connectionLayer() }));
    expect(both.fields).toHaveProperty("schemaLayer.schemaTemplate");
    for (const layers of [schemaLayer(), connectionLayer()]) {
      const policyId = await addPolicy(connectionId, layers);
      await createAssignment(world.admin, { policyId, kind: "ALL_TENANTS", parameters: byKey });
    }
    expect((await refusal(ids(world.california.viewer, connectionId))).code).toBe("query_refused");
  });

  test.each<[string, string, () => Layers]>([
    [
      "a role",
      "schemaLayer.roleTemplate",
      () => ({ schemaLayer: { schemaTemplate: "{{ tenant }}", roleTemplate: "x" } }),
    ],
    [
      "a system database",
      "schemaLayer.schemaTemplate",
      () => ({ schemaLayer: { schemaTemplate: "performance_schema" } }),
    ],
    [
      "another engine's URL",
      "connectionLayer.urlTemplate",
      () => ({ connectionLayer: { urlTemplate: "postgresql://u:p@db.example/{{ tenant }}" } }),
    ],
    [
      "a metadata address",
      "connectionLayer.urlTemplate",
      () => ({ connectionLayer: { urlTemplate: "mysql://u:p@169.254.169.254/{{ tenant }}" } }),
    ],
  ])("%s is refused when a policy is saved", async (_, field, layers) => {
    const connectionId = await connect();
    expect((await refusal(addPolicy(connectionId, layers()))).fields).toHaveProperty(field);
  });

  test("R13: a value that names a system database refuses", async () => {
    const connectionId = await connectWith(
      { connectionLayer: { urlTemplate: `${server}/{{ tenant }}` } },
      { tenant: "information_schema" },
    );
    expect((await refusal(ids(world.california.viewer, connectionId))).code).toBe("query_refused");
  });
});
