import { randomBytes } from "node:crypto";
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
import { runQuery } from "@/lib/queries/run-query";
import { createPostgresSource, type PostgresSource } from "@/tests/support/data-sources";
import { createTestDatabase, runAsAdmin } from "@/tests/support/test-database";
import { createWorld, type TenantWorld, type World } from "@/tests/support/world";

type Layers = Omit<PolicyInput, "projectId" | "connectionId" | "name">;

const suffix = randomBytes(4).toString("hex");
const allIds = "SELECT id FROM sales ORDER BY id";
let world: World;
let source: PostgresSource;
let number = 0;

beforeAll(async () => {
  world = await createWorld();
  source = await createPostgresSource();
});

afterAll(() => closeEngines());

async function connectWith(layers: Layers): Promise<{ connectionId: string; policyId: string }> {
  number += 1;
  const { id: connectionId } = await createConnection(world.admin, {
    projectId: world.project.id,
    name: `Source ${number}`,
    settings: { engine: "POSTGRES", url: source.url },
  });
  await refreshCatalog(world.admin, connectionId);
  await setTableExposures(world.admin, connectionId, { exposure: "PROTECTED" });
  const policy = await createPolicy(world.admin, {
    projectId: world.project.id,
    connectionId,
    name: `Policy ${number}`,
    ...layers,
  });
  return { connectionId, policyId: policy.id };
}

const assign = (policyId: string, { tenant }: TenantWorld, parameters: Record<string, string>) =>
  createAssignment(world.admin, { policyId, kind: "TENANT", tenantId: tenant.id, parameters });

async function ids(actor: Actor, connectionId: string, sql = allIds) {
  return (await runQuery(actor, { connectionId, sql, purpose: "card" })).data[0];
}

async function refusal(work: Promise<unknown>): Promise<Pick<DomainError, "code" | "message">> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return { code: error.code, message: error.message };
}

describe("a database role per tenant, named by the schema layer", () => {
  const roleTemplate = `role_{{ tenant }}_${suffix}`;
  const role = (tenant: string) => `role_${tenant}_${suffix}`;
  const roleRefused = {
    code: "data_source_unavailable",
    message: "The data source does not let this login run as the policy's database role",
  };

  beforeAll(async () => {
    const login = new URL(source.url).username;
    await runAsAdmin(
      `CREATE ROLE ${role("california")}; CREATE ROLE ${role("texas")}; CREATE ROLE ${role("nevada")};
       GRANT USAGE ON SCHEMA california TO ${role("california")};
       GRANT SELECT ON california.sales TO ${role("california")};
       GRANT USAGE ON SCHEMA texas TO ${role("texas")};
       GRANT SELECT ON texas.sales TO ${role("texas")};
       GRANT ${role("california")}, ${role("texas")} TO ${login};`,
      source.adminUrl,
    );
  });

  test("each tenant's queries run as its role, on connections of their own", async () => {
    const { connectionId, policyId } = await connectWith({
      schemaLayer: { schemaTemplate: "{{ tenant }}", roleTemplate },
    });
    await createAssignment(world.admin, {
      policyId,
      kind: "ALL_TENANTS",
      parameters: { tenant: "{{ tenant.key }}" },
    });
    const turns = Array.from({ length: 40 }, (_, n) => (n % 2 ? world.texas : world.california));
    const seen = await Promise.all(turns.map(({ viewer }) => ids(viewer, connectionId)));
    expect(seen).toEqual(turns.map(({ tenant }) => (tenant.key === "texas" ? [3, 4] : [1, 2])));
  });

  test("R03: where a policy opens another tenant's schema by mistake, the role's own grants still refuse it", async () => {
    const { connectionId, policyId } = await connectWith({
      schemaLayer: { schemaTemplate: "{{ schema }}", roleTemplate },
    });
    await assign(policyId, world.california, { schema: "texas", tenant: "california" });
    expect(await refusal(ids(world.california.viewer, connectionId))).toEqual({
      code: "query_refused",
      message: "The data source could not run this query",
    });
    const { connectionId: withoutRole, policyId: other } = await connectWith({
      schemaLayer: { schemaTemplate: "{{ schema }}" },
    });
    await assign(other, world.california, { schema: "texas" });
    expect(await ids(world.california.viewer, withoutRole)).toEqual([3, 4]);
  });

  test.each(["nevada", "nowhere"])(
    "a role that the login is no member of is said so, and not by name: %s",
    async (tenant) => {
      const { connectionId, policyId } = await connectWith({
        schemaLayer: { schemaTemplate: "california", roleTemplate },
      });
      await assign(policyId, world.california, { tenant });
      const { connectionId: rowsToo, policyId: opening } = await connectWith({
        schemaLayer: { schemaTemplate: "{{ schema }}", roleTemplate },
      });
      await assign(opening, world.california, { schema: "california", tenant });
      expect(await refusal(ids(world.california.viewer, rowsToo))).toEqual(roleRefused);
      expect((await refusal(ids(world.california.viewer, connectionId))).message).not.toContain(tenant);
    },
  );

  test("R13: a value cannot lead back to the login by naming no role", async () => {
    for (const none of ["none", "NONE", "None"]) {
      const { connectionId, policyId } = await connectWith({
        schemaLayer: { schemaTemplate: "{{ schema }}", roleTemplate: "{{ tenant }}" },
      });
      await assign(policyId, world.california, { schema: "texas", tenant: none });
      expect(await refusal(ids(world.california.viewer, connectionId))).toEqual({
        code: "query_refused",
        message: "A policy leads to a target that is not allowed",
      });
    }
  });

  test.each([
    "SELECT set_config('role', 'none', true)",
    "SELECT pg_catalog.set_config('role', 'none', false), id FROM sales",
    "SET ROLE none",
    "RESET ROLE",
  ])("R12: no SQL of a tenant changes the role: %s", async (sql) => {
    const { connectionId, policyId } = await connectWith({
      schemaLayer: { schemaTemplate: "{{ tenant }}", roleTemplate },
    });
    await assign(policyId, world.california, { tenant: "california" });
    expect((await refusal(ids(world.california.viewer, connectionId, sql))).code).toBe("query_refused");
    expect(await ids(world.california.viewer, connectionId)).toEqual([1, 2]);
  });
});

describe("a database and a login per tenant, from one template with several parameters", () => {
  const secret = "p@ss:w/rd?#%41 {{ tenant }}";
  const databases: Record<string, string> = {};

  beforeAll(async () => {
    for (const [index, tenant] of ["california", "texas"].entries()) {
      const url = await createTestDatabase();
      databases[tenant] = new URL(url).pathname.slice(1);
      await runAsAdmin(
        `CREATE TABLE sales (id int PRIMARY KEY, tenant text, state text, year int, amount int, cost int);
         INSERT INTO sales VALUES (${index}1), (${index}2);
         CREATE ROLE login_${tenant}_${suffix} LOGIN PASSWORD '${secret}';
         REVOKE ALL ON DATABASE ${databases[tenant]} FROM PUBLIC;
         GRANT CONNECT ON DATABASE ${databases[tenant]} TO login_${tenant}_${suffix};
         GRANT SELECT ON sales TO login_${tenant}_${suffix};`,
        url,
      );
    }
  });

  async function open() {
    const { host } = new URL(source.url);
    const template = `postgresql+psycopg2://login_{{ login }}_${suffix}:{{ password@secret }}@${host}/{{ database }}`;
    return connectWith({ connectionLayer: { urlTemplate: template, secrets: { password: secret } } });
  }

  const parametersOf = (login: string, database = login) => ({ login, database: databases[database] ?? "" });

  test("each tenant reads its own database", async () => {
    const { connectionId, policyId } = await open();
    for (const one of [world.california, world.texas]) await assign(policyId, one, parametersOf(one.tenant.key));
    expect(await ids(world.california.viewer, connectionId)).toEqual([1, 2]);
    expect(await ids(world.texas.viewer, connectionId)).toEqual([11, 12]);
    expect(await ids(world.admin, connectionId)).toEqual([1, 2, 3, 4, 5]);
  });

  test("R23: one tenant's login does not reach the other's database, and no words of the server's say why", async () => {
    const { connectionId, policyId } = await open();
    await assign(policyId, world.california, parametersOf("california", "texas"));
    await assign(policyId, world.texas, parametersOf("texas", "california"));
    for (const { viewer } of [world.california, world.texas]) {
      expect(await refusal(ids(viewer, connectionId))).toEqual({
        code: "data_source_unavailable",
        message: "The data source could not be reached",
      });
    }
  });

  test("a tenant with one of the parameters missing is refused", async () => {
    const { connectionId, policyId } = await open();
    const missing = assign(policyId, world.california, { login: "california" });
    const outcome = await refusal(missing.then(() => ids(world.california.viewer, connectionId)));
    expect(["invalid_input", "query_refused"]).toContain(outcome.code);
  });
});
