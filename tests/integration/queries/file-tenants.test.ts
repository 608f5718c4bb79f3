import { renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { closeEngines } from "@/lib/engines/close-engines";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { runQuery } from "@/lib/queries/run-query";
import { createWorld, type World } from "@/tests/support/world";

const tenants = ["california", "texas"] as const;
let world: World;
let folder: string;
let number = 0;

beforeAll(async () => {
  world = await createWorld();
  folder = path.join(env().dataDirectory, "demo", "files", "tenants");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const tenant of tenants) {
    await mkdir(path.join(folder, tenant), { recursive: true });
    writeFileSync(path.join(folder, tenant, "sales.csv"), salesOf(tenant, 1));
    for (const part of [1, 2]) {
      const file = path.join(folder, tenant, `parts-${part}.parquet`);
      await connection.run(`COPY (SELECT '${tenant}' AS owner, ${part} AS part) TO '${file}'`);
    }
  }
  instance.closeSync();
});

afterAll(() => closeEngines());

const salesOf = (owner: string, ...ids: number[]) => `id,owner\n${ids.map((id) => `${id},${owner}\n`).join("")}`;

async function connect(): Promise<string> {
  number += 1;
  const { id } = await createConnection(world.admin, {
    projectId: world.project.id,
    name: `Files ${number}`,
    settings: {
      engine: "DUCKDB",
      tables: [
        { name: "sales", format: "csv", path: path.join(folder, "*", "sales.csv") },
        { name: "parts", format: "parquet", path: path.join(folder, "*", "parts-*.parquet") },
      ],
    },
  });
  await refreshCatalog(world.admin, id);
  await setTableExposures(world.admin, id, { exposure: "PROTECTED" });
  return id;
}

async function addPolicy(connectionId: string, connectionLayer: PolicyInput["connectionLayer"]): Promise<string> {
  number += 1;
  const input = { projectId: world.project.id, connectionId, name: `Policy ${number}`, connectionLayer };
  return (await createPolicy(world.admin, input)).id;
}

const assign = (policyId: string, tenant: (typeof tenants)[number], value: string = tenant) =>
  createAssignment(world.admin, {
    policyId,
    kind: "TENANT",
    tenantId: world[tenant].tenant.id,
    parameters: { tenant: value },
  });

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

const afterListing = () => new Promise((resolve) => setTimeout(resolve, 1_100));

const layers = {
  "one path for all tables": () => ({ urlTemplate: path.join(folder, "{{ tenant }}", "*") }),
  "a path a table": () => ({
    fileTemplates: [
      { table: "sales", path: path.join(folder, "{{ tenant }}", "sales.csv") },
      { table: "parts", path: path.join(folder, "{{ tenant }}", "*.parquet") },
    ],
  }),
};

test.each(Object.entries(layers))("CSV and Parquet in a folder a tenant, by %s", async (_, layer) => {
  const connectionId = await connect();
  const policyId = await addPolicy(connectionId, layer());
  for (const tenant of tenants) await assign(policyId, tenant);
  const sql = "SELECT s.owner, p.owner, p.part FROM sales s CROSS JOIN parts p ORDER BY ALL";
  for (const tenant of tenants) {
    expect(await rows(world[tenant].viewer, connectionId, sql)).toEqual([
      [tenant, tenant, 1],
      [tenant, tenant, 2],
    ]);
  }
  expect(await rows(world.admin, connectionId, "SELECT count(*) FROM parts")).toEqual([[4]]);
});

test("a changed file is seen by the first query after the listing's second", async () => {
  const connectionId = await connect();
  const policyId = await addPolicy(connectionId, layers["a path a table"]());
  await assign(policyId, "texas");
  const ids = () => rows(world.texas.viewer, connectionId, "SELECT id FROM sales ORDER BY id");
  expect(await ids()).toEqual([[1]]);
  writeFileSync(path.join(folder, "texas", "sales.csv"), salesOf("texas", 2, 3));
  await afterListing();
  expect(await ids()).toEqual([[2], [3]]);
});

test("R23: a tenant's folder or file that has become a link to another's refuses", async () => {
  const connectionId = await connect();
  const policyId = await addPolicy(connectionId, layers["a path a table"]());
  for (const tenant of tenants) await assign(policyId, tenant);
  const own = path.join(folder, "texas");
  const read = () => rows(world.texas.viewer, connectionId, "SELECT DISTINCT owner FROM sales");
  expect(await read()).toEqual([["texas"]]);
  renameSync(own, `${own}-kept`);
  try {
    symlinkSync(path.join(folder, "california"), own);
    expect((await refusal(read())).code).toBe("query_refused");
    rmSync(own);
    await mkdir(own);
    symlinkSync(path.join(folder, "california", "sales.csv"), path.join(own, "sales.csv"));
    expect((await refusal(read())).code).toBe("query_refused");
    rmSync(path.join(own, "sales.csv"));
    symlinkSync(path.join(folder, "california", "parts-1.parquet"), path.join(own, "x.parquet"));
    await afterListing();
    const parts = rows(world.texas.viewer, connectionId, "SELECT DISTINCT owner FROM parts");
    expect(await refusal(parts)).toMatchObject({ message: "A path of this data source leaves its folders" });
  } finally {
    rmSync(own, { recursive: true });
    renameSync(`${own}-kept`, own);
  }
});

test("R03: two tenants that reach one folder, one of them through a link above it, own it neither", async () => {
  const connectionId = await connect();
  const alias = path.join(path.dirname(folder), "alias");
  symlinkSync(folder, alias);
  const direct = await addPolicy(connectionId, layers["one path for all tables"]());
  const linked = await addPolicy(connectionId, { urlTemplate: path.join(alias, "{{ tenant }}", "*") });
  await assign(direct, "texas");
  expect(await rows(world.texas.viewer, connectionId, "SELECT DISTINCT owner FROM sales")).toEqual([["texas"]]);
  await assign(linked, "california", "texas");
  for (const tenant of tenants) {
    const error = await refusal(rows(world[tenant].viewer, connectionId, "SELECT DISTINCT owner FROM sales"));
    expect(error.code).toBe("query_refused");
  }
});

test("R03: a pattern of one tenant that means another's file makes it nobody's own", async () => {
  const connectionId = await connect();
  const pattern = await addPolicy(connectionId, {
    fileTemplates: [{ table: "sales", path: path.join(folder, "{{ tenant }}", "s*.csv") }],
  });
  const exact = await addPolicy(connectionId, layers["a path a table"]());
  await assign(exact, "texas");
  expect(await rows(world.texas.viewer, connectionId, "SELECT DISTINCT owner FROM sales")).toEqual([["texas"]]);
  await assign(pattern, "california", "texas");
  for (const tenant of tenants) {
    const error = await refusal(rows(world[tenant].viewer, connectionId, "SELECT * FROM sales"));
    expect(error.code).toBe("query_refused");
  }
  expect(await rows(world.texas.viewer, connectionId, "SELECT DISTINCT owner FROM parts")).toEqual([["texas"]]);
});
