import { readFile } from "node:fs/promises";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getConnection } from "@/lib/connections/connection-queries";
import type { ConnectionSettingsInput, FileTableSettings } from "@/lib/connections/connection-schema";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { testConnection } from "@/lib/connections/test-connection";
import { updateConnection } from "@/lib/connections/update-connection";
import { database } from "@/lib/database";
import { closeEngines } from "@/lib/engines/close-engines";
import { s3ListingLifetimeMilliseconds } from "@/lib/engines/duckdb/s3/s3-files";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { checkPolicy } from "@/lib/policies/check-policy";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { runQuery } from "@/lib/queries/run-query";
import { type S3Server, startS3Server } from "@/tests/support/s3-server";
import { createWorld, type World } from "@/tests/support/world";

let world: World;
let server: S3Server;
let number = 0;
const tenants = ["california", "texas"] as const;

beforeAll(async () => {
  world = await createWorld();
  server = await startS3Server();
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const file = path.join(env().dataDirectory, "parts.parquet");
  for (const [index, tenant] of tenants.entries()) {
    await server.put(`store/${tenant}/sales.csv`, salesOf(tenant, index * 10 + 1, index * 10 + 2));
    for (const part of [1, 2]) {
      await connection.run(`COPY (SELECT '${tenant}' AS owner, ${part} AS part) TO '${file}'`);
      await server.put(`store/${tenant}/parts-${part}.parquet`, await readFile(file));
    }
  }
  instance.closeSync();
});

afterAll(async () => {
  await closeEngines();
  await server.stop();
});

const salesOf = (owner: string, ...ids: number[]) => `id,owner\n${ids.map((id) => `${id},${owner}\n`).join("")}`;

type Tables = (Omit<FileTableSettings, "schema"> & { schema?: string })[];

const allTables = (): Tables => [
  { name: "sales", format: "csv", path: `s3://${server.bucket}/store/*/sales.csv` },
  { name: "parts", format: "parquet", path: `s3://${server.bucket}/store/*/parts-*.parquet` },
];

const settingsOf = (tables = allTables()) =>
  ({ engine: "DUCKDB" as const, tables, s3: server.login }) satisfies ConnectionSettingsInput;

async function connect(tables = allTables()): Promise<string> {
  number += 1;
  const name = `Archive ${number}`;
  const { id } = await createConnection(world.admin, {
    projectId: world.project.id,
    name,
    settings: settingsOf(tables),
  });
  await refreshCatalog(world.admin, id);
  await setTableExposures(world.admin, id, { exposure: "PROTECTED" });
  return id;
}

const policyOf = (connectionId: string, connectionLayer: PolicyInput["connectionLayer"]): PolicyInput => {
  number += 1;
  return { projectId: world.project.id, connectionId, name: `Policy ${number}`, connectionLayer };
};

async function addPolicy(connectionId: string, layer: PolicyInput["connectionLayer"], parameter = "tenant") {
  const policy = await createPolicy(world.admin, policyOf(connectionId, layer));
  for (const tenant of tenants) {
    const parameters = { [parameter]: tenant };
    await createAssignment(world.admin, {
      policyId: policy.id,
      kind: "TENANT",
      tenantId: world[tenant].tenant.id,
      parameters,
    });
  }
  return policy;
}

async function rows(actor: Actor, connectionId: string, sql: string) {
  const { data, rowCount } = await runQuery(actor, { connectionId, sql, purpose: "card" });
  return Array.from({ length: rowCount }, (_, row) => data.map((column) => column[row]));
}

async function refusal(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error;
}

const afterListing = () => new Promise((resolve) => setTimeout(resolve, s3ListingLifetimeMilliseconds + 100));

describe("a connection to S3", () => {
  test("keeps its secret out of views, audit and the database, and says how much it found", async () => {
    const id = await connect();
    const health = await testConnection(world.admin, id);
    expect(health).toMatchObject({ ok: true, warnings: [] });
    expect(health.message).toMatch(/2 tables from 6 files of \d/);
    const view = await getConnection(world.admin, id);
    expect(view.location).toBe(`s3://${server.bucket}/store`);
    expect(view.settings).toMatchObject({ s3: { accessKeyId: server.login.accessKeyId, secretAccessKey: "***" } });
    const stored = [await database.connection.findMany(), await database.auditEvent.findMany()];
    expect(JSON.stringify([view, stored])).not.toContain(server.login.secretAccessKey);
  });

  test("a secret shown as *** stays, but goes to no other endpoint or access key", async () => {
    const id = await connect();
    const { settings } = await getConnection(world.admin, id);
    if (settings.engine !== "DUCKDB" || !settings.s3) throw new Error("expected a connection to S3");
    await updateConnection(world.admin, id, { settings });
    expect(await testConnection(world.admin, id)).toMatchObject({ ok: true });
    expect(await testConnection(world.admin, settings, id)).toMatchObject({ ok: true });
    expect((await refusal(testConnection(world.admin, settings))).fields).toHaveProperty("settings.s3.secretAccessKey");
    const { endpoint: _, ...atAmazon } = settings.s3;
    for (const s3 of [
      { ...settings.s3, endpoint: "https://elsewhere.example" },
      { ...settings.s3, endpoint: settings.s3.endpoint?.replace("http:", "https:") },
      { ...settings.s3, accessKeyId: "SOMEBODYELSE" },
      atAmazon,
    ]) {
      const error = await refusal(updateConnection(world.admin, id, { settings: { ...settings, s3 } }));
      expect(error.fields).toHaveProperty("settings.s3.secretAccessKey");
    }
  });

  test.each([
    "ftp://s3.example",
    "https://user:pass@s3.example",
    "https://s3.example/path",
    "https://s3.example?x=1",
    "s3.example",
    "http://169.254.169.254",
    "http://[fd00:ec2::254]",
    "http://metadata.google.internal",
    "http://2852039166",
  ])("the endpoint %s refuses at its field", async (endpoint) => {
    const settings = { ...settingsOf(), s3: { ...server.login, endpoint } };
    const error = await refusal(
      createConnection(world.admin, { projectId: world.project.id, name: endpoint, settings }),
    );
    expect(error.fields).toHaveProperty("settings.s3.endpoint");
  });

  test("a path on S3 needs a login, of the connection and before a policy names one", async () => {
    const settings = { engine: "DUCKDB" as const, tables: allTables() };
    const error = await refusal(createConnection(world.admin, { projectId: world.project.id, name: "Bare", settings }));
    expect(error.fields).toHaveProperty("settings.s3.accessKeyId");
  });

  test("a wrong login is said in fixed words that hold nothing of it", async () => {
    const s3 = { ...server.login, secretAccessKey: "quite-wrong" };
    const health = await testConnection(world.admin, { ...settingsOf(), s3 });
    expect(health).toMatchObject({ ok: false, message: "The object store refused the access key" });
    expect(JSON.stringify(health)).not.toMatch(/quite-wrong|BULKHEADTEST|127\.0\.0\.1|sales-archive/);
  });
});

describe.each([
  ["one path for all tables", (bucket: string) => ({ urlTemplate: `s3://${bucket}/store/{{ tenant }}/*` })],
  [
    "a path a table",
    (bucket: string) => ({
      fileTemplates: [
        { table: "sales", path: `s3://${bucket}/store/{{ tenant }}/sales.csv` },
        { table: "parts", path: `s3://${bucket}/store/{{ tenant }}/*.parquet` },
      ],
    }),
  ],
])("a folder of a bucket per tenant, by %s", (_, layer) => {
  let connectionId: string;
  beforeAll(async () => {
    connectionId = await connect();
    await addPolicy(connectionId, layer(server.bucket));
  });

  test("each tenant reads its own CSV and Parquet objects, and the organization's admin all", async () => {
    const sql = "SELECT DISTINCT s.owner, p.owner, count(*) OVER () FROM sales s CROSS JOIN parts p";
    for (const tenant of tenants) {
      expect(await rows(world[tenant].viewer, connectionId, sql)).toEqual([[tenant, tenant, 4]]);
    }
    expect(await rows(world.admin, connectionId, "SELECT count(*) FROM sales")).toEqual([[4]]);
    expect(await rows(world.admin, connectionId, "SELECT count(*) FROM parts")).toEqual([[4]]);
  });

  test("R23: twenty runs of two tenants and the admin, interleaved, never mix", async () => {
    const actors = [world.california.viewer, world.texas.viewer, world.admin];
    const expected = [["california"], ["texas"], [...tenants]];
    const runs = Array.from({ length: 20 }, async (_, index) => {
      const which = index % actors.length;
      const actor = actors[which] ?? world.admin;
      const found = await rows(actor, connectionId, "SELECT DISTINCT owner FROM sales ORDER BY owner");
      expect(found.flat()).toEqual(expected[which]);
    });
    await Promise.all(runs);
    expect(runs).toHaveLength(20);
  });
});

test("a changed object is seen by its tenant, and a missing one is said so without its name", async () => {
  const connectionId = await connect();
  await addPolicy(connectionId, { urlTemplate: `s3://${server.bucket}/store/{{ tenant }}/*` });
  const sql = "SELECT id FROM sales ORDER BY id";
  expect(await rows(world.texas.viewer, connectionId, sql)).toEqual([[11], [12]]);
  await server.put("store/texas/sales.csv", salesOf("texas", 21));
  await afterListing();
  expect(await rows(world.texas.viewer, connectionId, sql)).toEqual([[21]]);
  await server.remove("store/texas/sales.csv");
  await afterListing();
  const error = await refusal(rows(world.texas.viewer, connectionId, sql));
  expect(error).toMatchObject({ code: "data_source_unavailable" });
  expect(error.message).toBe("A file of this data source is missing or unreadable");
  expect(await rows(world.california.viewer, connectionId, sql)).toEqual([[1], [2]]);
  await server.put("store/texas/sales.csv", salesOf("texas", 11, 12));
  await afterListing();
});

test("R13: every value that is more than a folder's name refuses, and leads to no request", async () => {
  const connectionId = await connect();
  const policy = await createPolicy(
    world.admin,
    policyOf(connectionId, { urlTemplate: `s3://${server.bucket}/store/{{ tenant }}/*.csv` }),
  );
  server.requests();
  const hostile = ["../california", "*", "[ct]*", "?", "%2f", "a/b", "a\\b", "", " ", ".", "..", "a.b", "x".repeat(64)];
  for (const tenant of [...hostile, "x".repeat(4_000), "a\u0000b", "cal*", "{a,b}", "ｃalifornia"]) {
    const error = await refusal(
      createAssignment(world.admin, {
        policyId: policy.id,
        kind: "TENANT",
        tenantId: world.texas.tenant.id,
        parameters: { tenant },
      }),
    );
    expect(error.code, tenant).toBe("invalid_input");
  }
  expect((await refusal(rows(world.texas.viewer, connectionId, "SELECT * FROM sales"))).code).toBe("query_refused");
  expect(server.requests()).toEqual([]);
});

test("R13: a value that reaches the query by an attribute is judged there", async () => {
  const connectionId = await connect();
  const policy = await createPolicy(
    world.admin,
    policyOf(connectionId, { urlTemplate: `s3://${server.bucket}/store/{{ tenant.attributes.folder }}/*` }),
  );
  await createAssignment(world.admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters: {} });
  const { tenant } = world.california;
  for (const folder of ["texas", "*", "../texas", "texas/", "%74exas", null]) {
    await database.tenant.update({ where: { id: tenant.id }, data: { attributes: { state: "California", folder } } });
    const outcome = await rows(world.california.viewer, connectionId, "SELECT DISTINCT owner FROM sales").catch(
      (error: DomainError) => error.code,
    );
    expect(outcome, String(folder)).toEqual(folder === "texas" ? [["texas"]] : "query_refused");
  }
});

test("R03: a folder that two tenants are given is nobody's own", async () => {
  const connectionId = await connect();
  const { id: policyId } = await createPolicy(
    world.admin,
    policyOf(connectionId, { urlTemplate: `s3://${server.bucket}/store/{{ tenant }}/*` }),
  );
  const assign = (tenant: (typeof tenants)[number]) =>
    createAssignment(world.admin, {
      policyId,
      kind: "TENANT",
      tenantId: world[tenant].tenant.id,
      parameters: { tenant: "texas" },
    });
  await assign("texas");
  expect(await rows(world.texas.viewer, connectionId, "SELECT count(*) FROM sales")).toEqual([[2]]);
  await assign("california");
  for (const tenant of tenants) {
    expect((await refusal(rows(world[tenant].viewer, connectionId, "SELECT * FROM sales"))).code).toBe("query_refused");
  }
});

test("a policy's path is checked before it is saved, and warns of tables that stay", async () => {
  const connectionId = await connect();
  const problems = async (layer: PolicyInput["connectionLayer"]) =>
    (await checkPolicy(world.admin, policyOf(connectionId, layer))).problems;
  const at = (severity: string, field: string) => [
    expect.objectContaining({ path: `connectionLayer.${field}`, severity }),
  ];
  expect(await problems({ urlTemplate: `s3://${server.bucket}/store/{{ tenant }}/*` })).toEqual([]);
  expect(await problems({ urlTemplate: `s3://${server.bucket}/store/{{ tenant }}/*.csv` })).toEqual(
    at("warning", "urlTemplate"),
  );
  for (const urlTemplate of [
    "s3://{{ tenant }}/store/*",
    "s3://bucket/{{ tenant }}/sales.csv",
    "/etc/{{ tenant }}/*",
  ]) {
    expect(await problems({ urlTemplate }), urlTemplate).toEqual(at("error", "urlTemplate"));
  }
  const local = path.join(env().dataDirectory, "demo", "files", "x.csv");
  const { id } = await createConnection(world.admin, {
    projectId: world.project.id,
    name: "Local only",
    settings: { engine: "DUCKDB", tables: [{ name: "x", format: "csv", path: local }] },
  });
  const layer = { fileTemplates: [{ table: "x", path: `s3://${server.bucket}/{{ tenant }}/x.csv` }] };
  const check = await checkPolicy(world.admin, policyOf(id, layer));
  expect(check.problems).toEqual(at("error", "fileTemplates.0.path"));
});
