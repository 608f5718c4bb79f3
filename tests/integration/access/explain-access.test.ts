import { beforeAll, describe, expect, test } from "vitest";
import { explainAccess } from "@/lib/access/explain-access";
import { createConnection } from "@/lib/connections/create-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { createDomain } from "@/lib/domains/create-domain";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import type { DomainError } from "@/lib/errors";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { createAssignment } from "@/lib/policies/create-assignment";
import { createPolicy } from "@/lib/policies/create-policy";
import { runQuery } from "@/lib/queries/run-query";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { createPostgresSource } from "@/tests/support/data-sources";
import { createForeignAdmin, createWorld, type World } from "@/tests/support/world";

let world: World;
let connectionId: string;
let dashboardId: string;

beforeAll(async () => {
  world = await createWorld();
  const { url } = await createPostgresSource();
  const project = { projectId: world.project.id };
  const settings = { engine: "POSTGRES", url } as const;
  connectionId = (await createConnection(world.admin, { ...project, name: "Source", settings })).id;
  await refreshCatalog(world.admin, connectionId);
  await setTableExposures(world.admin, connectionId, { exposure: "PROTECTED", schema: "public" });
  const policy = await createPolicy(world.admin, {
    ...project,
    connectionId,
    name: "state",
    rules: [
      {
        table: "public.sales",
        filter: "state IN {{ state }}",
        excludedColumns: ["cost"],
        maskedColumns: { year: "0" },
      },
    ],
  });
  const parameters = { state: "{{ tenant.attributes.state }}" };
  await createAssignment(world.admin, { policyId: policy.id, kind: "ALL_TENANTS", parameters });
  const card = { kind: "TABLE", title: "Sales", connectionId, sql: "SELECT id FROM sales", options: {} } as const;
  const layout = { x: 0, y: 0, width: 6, height: 4 };
  dashboardId = (await createDashboard(world.admin, { ...project, title: "Sales", cards: [{ ...card, layout }] })).id;
  await shareDashboard(world.admin, dashboardId, { scope: "ALL_TENANTS", level: "VIEWER" });
  const group = await createGroup(world.admin, { name: "Ops", tenantId: world.texas.tenant.id });
  await addGroupMembers(world.admin, group.id, [world.texas.viewer.userId]);
  const late = { scope: "GROUP", groupId: group.id, level: "VIEWER", expiresAt: "2099-01-01T00:00:00Z" } as const;
  await shareDashboard(world.admin, dashboardId, late);
});

const explain = (subject: { userId: string } | { tenantId: string } | { token: string }) =>
  explainAccess(world.admin, { projectId: world.project.id, ...subject });

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "accepted",
    (error: DomainError) => error.code,
  );
}

test("the semantic domains that somebody may ask are told with the grant that lets them in", async () => {
  const { project, california, texas } = world;
  const grants = [{ scope: "TENANT" as const, tenantId: texas.tenant.id }];
  await createDomain(world.author, { projectId: project.id, name: "Sales domain", grants });
  const toldTo = async (subject: Parameters<typeof explain>[0]) => (await explain(subject)).domains;
  const told = [{ name: "Sales domain", reasons: ["granted to the whole tenant"] }];
  expect(await toldTo({ userId: texas.viewer.userId })).toMatchObject(told);
  expect(await toldTo({ tenantId: texas.tenant.id })).toMatchObject(told);
  expect(await toldTo({ userId: california.viewer.userId })).toEqual([]);
  expect(await toldTo({ userId: world.author.userId })).toMatchObject([
    { reasons: ["authors and admins use every domain"] },
  ]);
});

describe("what a tenant's person sees", () => {
  test("the condition with its value and where that came from, and what is hidden and masked", async () => {
    const { connections, subject } = await explain({ userId: world.texas.viewer.userId });
    expect(subject).toMatchObject({ kind: "person", tenant: "Texas", role: "VIEWER", notice: null });
    const sales = connections[0]?.tables.find(({ schema, name }) => `${schema}.${name}` === "public.sales");
    expect(sales).toMatchObject({
      readable: true,
      excludedColumns: ["cost"],
      maskedColumns: [{ name: "year", expression: "0", policy: "state" }],
      filters: [{ condition: "state IN {{ state }}", policies: ["state (all tenants)"] }],
    });
    expect(sales?.filters[0]?.values).toMatchObject([{ name: "state", value: '"Texas"' }]);
    expect(sales?.filters[0]?.values[0]?.origin).toMatch(/all tenants|attribute/);
    expect(sales?.columns).not.toContain("cost");
    const secrets = connections[0]?.tables.find(({ name }) => name === "secrets");
    expect(secrets).toMatchObject({ readable: false, because: expect.stringContaining("no rule") });
    const elsewhere = connections[0]?.tables.find(({ schema }) => schema === "texas");
    expect(elsewhere).toMatchObject({ readable: false, because: expect.stringContaining("hidden") });
  });

  test("it agrees with what the gate then does", async () => {
    const { connections } = await explain({ userId: world.texas.viewer.userId });
    for (const { schema, name, readable } of connections[0]?.tables ?? []) {
      const sql = `SELECT 1 AS one FROM ${schema}.${name}`;
      const seen = await refusal(runQuery(world.texas.viewer, { connectionId, sql, purpose: "card" }));
      expect([`${schema}.${name}`, seen]).toEqual([`${schema}.${name}`, readable ? "accepted" : "query_refused"]);
    }
  });

  test("the dashboards with levels, through whom and until when; no password of the source", async () => {
    const explanation = await explain({ userId: world.texas.viewer.userId });
    expect(explanation.dashboards).toEqual([
      {
        id: dashboardId,
        title: "Sales",
        level: "VIEWER",
        reasons: ["shared with all tenants as VIEWER", "shared with group Ops as VIEWER until 2099-01-01"],
      },
    ]);
    expect(explanation.connections[0]?.target).toMatch(/^reader_\w+@.+:\d+\/\w+$/);
    expect(JSON.stringify(explanation)).not.toContain("reads-only");
  });
});

test("a tenant as such, and a token without a tenant, to which nothing is opened", async () => {
  const tenant = await explain({ tenantId: world.california.tenant.id });
  expect(tenant.dashboards.map(({ level, reasons }) => [level, reasons])).toEqual([
    ["VIEWER", ["shared with all tenants as VIEWER"]],
  ]);
  const { secret } = await readDashboardSecret(world.admin, dashboardId);
  const { accessToken } = await issueEmbedToken(issueTokenSchema.parse({ dashboardId, dashboardSecret: secret }));
  const bearer = await explain({ token: accessToken });
  expect(bearer.subject).toMatchObject({ kind: "token", tenant: null });
  expect(bearer.connections[0]?.tables.filter(({ readable }) => readable)).toEqual([]);
  expect(bearer.dashboards.map(({ reasons }) => reasons.at(-1))).toEqual(["the token opens it"]);
});

test("policies that contradict each other are said where they are", async () => {
  const schema = (name: string) =>
    createPolicy(world.admin, {
      projectId: world.project.id,
      connectionId,
      name: `pin ${name}`,
      schemaLayer: { schemaTemplate: name, sharedSchemas: [] },
    });
  const tenantId = world.california.tenant.id;
  for (const name of ["california", "texas"]) {
    await createAssignment(world.admin, { policyId: (await schema(name)).id, kind: "TENANT", tenantId });
  }
  const { connections } = await explain({ tenantId });
  expect(connections[0]).toMatchObject({ refusal: "Policies lead to different schemas", tables: [] });
});

test("only the organization's admins ask, about their own organization's people", async () => {
  const projectId = world.project.id;
  const about = { projectId, userId: world.texas.viewer.userId };
  for (const actor of [world.author, world.viewer, world.texas.powerUser]) {
    expect(await refusal(explainAccess(actor, about))).toBe("forbidden");
  }
  const foreign = await createForeignAdmin();
  expect(await refusal(explainAccess(foreign, about))).toBe("not_found");
  expect(await refusal(explainAccess(world.admin, { projectId, userId: foreign.userId }))).toBe("not_found");
  expect(await refusal(explainAccess(world.admin, { projectId, token: "e30.e30.x" }))).toBe("unauthenticated");
  expect(await refusal(explainAccess(world.admin, { projectId } as never))).toBe("invalid_input");
});
