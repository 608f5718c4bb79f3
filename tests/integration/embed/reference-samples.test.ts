import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposure } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { dashboardDataResponse } from "@/lib/embed/dashboard-data";
import { tokenResponse } from "@/lib/embed/token-response";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { answerWith } from "../../../scripts/entries/answer-with";
import { adminUrl, createTestDatabase, runAsAdmin, urlOfDatabase } from "../../support/test-database";
import { createWorld, type World } from "../../support/world";

/*
 * The samples of the reference run as they stand there, with nothing replaced but the address, the dashboard's id and
 * its secret.
 */
const reference = path.join(process.cwd(), "..", "shared", "reference", "multi-tenancy-policies.txt");
const isHere = existsSync(reference);

let world: World;
let server: Server;
let tokenUrl: string;

beforeAll(async () => {
  world = await createWorld();
  server = createServer((request, response) => void answerWith(tokenResponse)(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  tokenUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/token`;
});

afterAll(() => server.close());

/** The code from the `const` before a `fetchToken` to its call, for the sample that sends this field. */
function sampleOf(field: "cls" | "sls" | "rcls"): string {
  const text = readFileSync(reference, "utf8");
  const samples = [...text.matchAll(/const \w+ = (?:'|\{)(?:(?!fetchToken\(\);)[\s\S])*fetchToken\(\);/g)].map(
    ([code]) => code,
  );
  const found = samples.find((code) => new RegExp(`\\n${field}:`).test(code));
  if (!found) throw new Error(`the reference has no sample with ${field}`);
  return found;
}

/** Runs a sample and resolves with the token that it hands to its application. */
function run(sample: string, dashboard: { id: string; secret: string }): Promise<{ accessToken: string }> {
  return new Promise((resolve, reject) => {
    const quiet = { log: () => {}, error: (...words: unknown[]) => reject(new Error(words.map(String).join(" "))) };
    const program = new Function("TOKEN_URL", "DASHBOARD_ID", "DASHBOARD_SECRET", "setAuthToken", "console", sample);
    program(tokenUrl, dashboard.id, dashboard.secret, resolve, quiet);
  });
}

/** A dashboard over a source where every table is protected under one policy. */
async function dashboardOver(name: string, url: string, policy: Partial<PolicyInput>, sql: string, parameter?: string) {
  const { admin, project } = world;
  const settings = { engine: "POSTGRES", url } as const;
  const { id: connectionId } = await createConnection(admin, { projectId: project.id, name, settings });
  for (const table of await refreshCatalog(admin, connectionId)) {
    await setTableExposure(admin, connectionId, table.id, "PROTECTED");
  }
  const input = { projectId: project.id, connectionId, name, rules: [], ...policy };
  const { id: policyId } = await createPolicy(admin, input);
  if (parameter) {
    const parameters = { [parameter]: "{{ tenant.key }}" };
    await createAssignment(admin, { policyId, kind: "ALL_TENANTS", parameters });
  }
  const layout = { x: 0, y: 0, width: 6, height: 4 };
  const cards = [{ kind: "TABLE" as const, title: "Sales", connectionId, sql, options: {}, layout }];
  const { id } = await createDashboard(admin, { projectId: project.id, title: name, cards });
  return { id, ...(await readDashboardSecret(admin, id)) };
}

/** The only card's line. */
async function rowsFor({ accessToken }: { accessToken: string }, { id }: { id: string }) {
  const response = await dashboardDataResponse(
    new Request(`http://localhost:3000/api/v1/dashboards/${id}/data`, {
      method: "POST",
      headers: { Authorization: `Bearer ${accessToken}` },
      body: "{}",
    }),
  );
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

const salesOf = (place: string, seller: string) =>
  `CREATE TABLE ${place}sales (seller text); INSERT INTO ${place}sales VALUES ('${seller}');`;

test.skipIf(!isHere)("the connection-level sample reads its tenant's own database", async () => {
  for (const tenant of ["tenant_a", "tenant_b"]) {
    await runAsAdmin(`CREATE DATABASE ${tenant}`);
    await runAsAdmin(salesOf("", tenant), urlOfDatabase(tenant));
  }
  const { username, password, host } = new URL(adminUrl());
  const urlTemplate = `postgresql+psycopg2://${username}:{{ password@secret }}@${host}/{{ tenant }}`;
  const connectionLayer = {
    urlTemplate,
    fileTemplates: [],
    secrets: { password: decodeURIComponent(password) || "none" },
  };
  const dashboard = await dashboardOver(
    "store_sales_primary",
    urlOfDatabase("tenant_b"),
    { connectionLayer },
    "SELECT seller FROM sales",
  );
  const line = await rowsFor(await run(sampleOf("cls"), dashboard), dashboard);
  expect(line.data).toEqual([["tenant_a"]]);
});

test.skipIf(!isHere)("the schema-level sample reads its tenant's own schema", async () => {
  const url = await createTestDatabase();
  await runAsAdmin("CREATE SCHEMA tenant_a; CREATE SCHEMA tenant_b;", url);
  await runAsAdmin(salesOf("tenant_a.", "tenant_a") + salesOf("tenant_b.", "tenant_b"), url);
  const schemaLayer = { schemaTemplate: "{{ tenant }}", sharedSchemas: [] };
  const dashboard = await dashboardOver("by_schema", url, { schemaLayer }, "SELECT seller FROM sales", "tenant");
  const line = await rowsFor(await run(sampleOf("sls"), dashboard), dashboard);
  expect(line.data).toEqual([["tenant_a"]]);
});

test.skipIf(!isHere)("the row/column-level sample reads its states' rows without the hidden column", async () => {
  const url = await createTestDatabase();
  await runAsAdmin(
    `CREATE TABLE sales_data (state text, amount int, discount int);
     INSERT INTO sales_data VALUES ('California', 1, 9), ('Nevada', 2, 9), ('Washington', 3, 9), ('Texas', 4, 9);`,
    url,
  );
  const rules = [{ table: "sales_data", filter: "state IN {{ state }}", excludedColumns: ["discount"] }];
  const sql = "SELECT * FROM sales_data ORDER BY amount LIMIT 10";
  const dashboard = await dashboardOver("state", url, { rules } as Partial<PolicyInput>, sql);
  const line = await rowsFor(await run(sampleOf("rcls"), dashboard), dashboard);
  expect(line.columns.map(({ name }: { name: string }) => name)).toEqual(["state", "amount"]);
  expect(line.data).toEqual([
    ["California", "Nevada", "Washington"],
    [1, 2, 3],
  ]);
});
