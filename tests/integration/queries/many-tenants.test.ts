import { afterAll, beforeAll, expect, test } from "vitest";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { closeEngines } from "@/lib/engines/close-engines";
import type { Actor } from "@/lib/identity/actor";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { memoryResults } from "@/lib/queries/memory-results";
import { runQuery } from "@/lib/queries/run-query";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createTenant } from "@/lib/tenants/create-tenant";
import { createTestDatabase, runAsAdmin } from "@/tests/support/test-database";
import { createPerson, createWorld, type World } from "@/tests/support/world";
import { createEmbedViewer, numberCard } from "../dashboards/dashboard-fixture";

const tenants = 50;
const questions = 10_000;
const askedAtOnce = 32;
/** Tenant n has so many rows: an answer of the wrong tenant has another number of them, too. */
const rowsOf = (n: number) => n + 1;
const keyOf = (n: number) => `tenant_${n}`;

interface Asker {
  readonly actor: Actor;
  /** For an admin, who looks as this tenant. */
  readonly asTenantId?: string;
}

let world: World;
let connections: string[];
let askers: Asker[][];

/** Questions whose every row names its tenant, each with what the number of rows is for tenant n. */
const statements = [
  { sql: "SELECT tenant, id FROM items", rows: rowsOf },
  { sql: "SELECT tenant, count(*) AS number FROM items GROUP BY tenant", rows: () => 1 },
  { sql: "SELECT a.tenant FROM items AS a JOIN items AS b USING (id)", rows: rowsOf },
  { sql: "SELECT tenant, max(id) OVER () AS highest FROM items WHERE id > {{ filter.above }}", rows: rowsOf },
];

beforeAll(async () => {
  world = await createWorld();
  const url = await createTestDatabase();
  await runAsAdmin(source(), url);
  const rules = [{ table: "items", filter: "tenant IN {{ key }}" }];
  connections = [
    await connect(url, { rules }, { key: "{{ tenant.key }}" }),
    await connect(url, { schemaLayer: { schemaTemplate: "{{ key }}" } }, { key: "{{ tenant.key }}" }),
  ];
  const { id: dashboardId } = await createDashboard(world.author, {
    projectId: world.project.id,
    title: "Items",
    cards: [numberCard(connections[0] ?? "", { sql: "SELECT count(*) AS people FROM items" })],
  });
  await shareDashboard(world.author, dashboardId, { scope: "ALL_TENANTS", level: "VIEWER" });
  askers = [];
  for (let n = 0; n < tenants; n += 1) askers.push(await askersOf(n, dashboardId));
});

afterAll(closeEngines);

/** One table of all tenants, and a schema for each with a table of its own. */
function source(): string {
  const all = Array.from({ length: tenants }, (_, n) => {
    const rows = `SELECT '${keyOf(n)}'::text AS tenant, ${n} * 1000 + i AS id FROM generate_series(1, ${rowsOf(n)}) AS i`;
    return { rows, schema: `CREATE SCHEMA ${keyOf(n)}; CREATE TABLE ${keyOf(n)}.items AS ${rows};` };
  });
  const union = all.map(({ rows }) => rows).join(" UNION ALL ");
  return `CREATE TABLE public.items AS ${union}; ${all.map(({ schema }) => schema).join("\n")}`;
}

async function connect(
  url: string,
  policy: Pick<PolicyInput, "rules" | "schemaLayer">,
  parameters: Record<string, string>,
): Promise<string> {
  const named = { projectId: world.project.id, name: policy.rules ? "rows" : "schemas" };
  const settings = { engine: "POSTGRES", url } as const;
  // As short as it can be: what is kept comes and goes all the time.
  const { id } = await createConnection(world.admin, { ...named, settings, resultCacheSeconds: 1 });
  await refreshCatalog(world.admin, id);
  await setTableExposures(world.admin, id, { exposure: "PROTECTED" });
  const { id: policyId } = await createPolicy(world.admin, { ...named, connectionId: id, ...policy });
  await createAssignment(world.admin, { policyId, kind: "ALL_TENANTS", parameters });
  return id;
}

/** A tenant's person, a token of that person, a token of nobody by name, and an admin who looks as the tenant. */
async function askersOf(n: number, dashboardId: string): Promise<Asker[]> {
  const { id: tenantId } = await createTenant(world.admin, { key: keyOf(n), name: `Tenant ${n}` });
  const person = await createPerson(world.admin, {
    email: `viewer@tenant-${n}.example`,
    displayName: `Viewer ${n}`,
    role: "VIEWER",
    tenantId,
    password: undefined,
  });
  return [
    { actor: person },
    { actor: await createEmbedViewer(world, { tenantId, userId: person.userId }) },
    { actor: await createEmbedViewer(world, { tenantId, dashboardId }) },
    { actor: world.admin, asTenantId: tenantId },
  ];
}

/** Always the same order, so that what fails can be looked at again (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

test("R23: 50 tenants who ask 10,000 times in any order, through one pool and one cache, see no foreign row", {
  timeout: 600_000,
}, async () => {
  const random = randomNumbers(20_261_121);
  const seen = { rows: 0, foreign: 0, wrongCounts: 0, cached: 0, tenants: new Set<number>() };
  let asked = 0;
  const ask = async () => {
    while (asked < questions) {
      asked += 1;
      const n = random(tenants);
      const asker = askers[n]?.[random(4)];
      const connectionId = connections[random(connections.length)] ?? "";
      const statement = statements[random(statements.length)];
      const fresh = random(8) === 0;
      const above = random(3);
      if (!asker || !statement) throw new Error("nobody asks");
      const { data, rowCount, cached } = await runQuery(asker.actor, {
        connectionId,
        sql: statement.sql,
        purpose: "card",
        asTenantId: asker.asTenantId,
        fresh,
        ...(statement.sql.includes("filter.") ? { filters: { above: above - 1 } } : {}),
      });
      // Before any counting of ours: the rows themselves say whose they are.
      seen.foreign += (data[0] ?? []).filter((tenant) => tenant !== keyOf(n)).length;
      const hidden = n === 0 && statement.sql.includes("filter.") && above === 2 ? 1 : 0;
      if (rowCount !== statement.rows(n) - hidden || data[0]?.length !== rowCount) seen.wrongCounts += 1;
      seen.rows += rowCount;
      seen.cached += cached ? 1 : 0;
      seen.tenants.add(n);
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, ask));
  expect(seen.foreign).toBe(0);
  expect(seen.wrongCounts).toBe(0);
  expect(seen.tenants.size).toBe(tenants);
  expect(seen.rows).toBeGreaterThan(questions);
  // Both ways were taken, and often.
  expect(seen.cached).toBeGreaterThan(questions / 100);
  expect(questions - seen.cached).toBeGreaterThan(questions / 100);
  expect(memoryResults().usage().tenants).toBeGreaterThan(0);
});
