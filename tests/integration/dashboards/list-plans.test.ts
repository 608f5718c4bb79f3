import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessToDashboard } from "@/lib/dashboards/dashboard-access";
import { dashboardsPage } from "@/lib/dashboards/dashboards-page";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import type { ListNarrowing } from "@/lib/dashboards/newest-dashboards";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { createManyShares, type ListReaders } from "../../support/many-shares";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly PlanNode[];
}

const pageSize = 20;
let readers: ListReaders;
let client: pg.Client;

beforeAll(async () => {
  const databaseUrl = process.env.DATABASE_URL ?? "";
  readers = await createManyShares(databaseUrl, { users: 400, groups: 40, dashboards: 1_000, direct: 20, grouped: 3 });
  client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
});

afterAll(() => client.end());

/** Every read of shares in the plan of a first page, with how many it looked at. */
async function readsOfShares(actor: Actor, narrowing: ListNarrowing = {}) {
  const query = dashboardsPage(actor, narrowing, pageSize + 1);
  if (!query) throw new Error("this actor has no list");
  const answer = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${query.text}`, [...query.values]);
  const nodes: PlanNode[] = [answer.rows[0]["QUERY PLAN"][0].Plan];
  for (const node of nodes) nodes.push(...(node.Plans ?? []));
  return nodes
    .filter((node) => node["Relation Name"] === "shares")
    .map((node) => ({
      index: node["Index Name"] ?? node["Node Type"],
      rows: Math.round((node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"]),
    }));
}

const everybody = () => Object.entries(readers) as [string, Actor][];

test("a first page reads each subject's shares in an index, in their order, and no more of them than the page holds", async () => {
  for (const [name, actor] of everybody()) {
    const reads = await readsOfShares(actor);
    const inOrder = reads.filter(({ index }) => index === "shares_subject_order_idx");
    const others = reads.filter((read) => !inOrder.includes(read));
    expect([name, inOrder.length]).toEqual([name, actor.kind === "tenant_user" ? 4 : 3]);
    // Two groups at most: each is a subject of its own.
    for (const { rows } of inOrder) expect([name, rows <= 2 * (pageSize + 1)]).toEqual([name, true]);
    // Whether another tenant is reached: one look for each dashboard of the page.
    expect([name, others.map(({ index }) => index)]).toEqual([
      name,
      actor.kind === "tenant_user" ? ["shares_dashboard_id_subject_home_id_idx"] : [],
    ]);
    for (const { rows } of others) expect([name, rows <= 3 * (pageSize + 1)]).toEqual([name, true]);
  }
});

test("the list of one project reads an index of its own", async () => {
  const { projectId } = await database.dashboard.findFirstOrThrow({
    where: { organizationId: readers.everyone.organizationId },
    select: { projectId: true },
  });
  for (const actor of [readers.everyone, readers.tenant]) {
    const reads = await readsOfShares(actor, { projectId });
    const inOrder = reads.filter(({ index }) => index === "shares_subject_project_order_idx");
    expect(inOrder.length).toBe(actor.kind === "tenant_user" ? 4 : 3);
    for (const { rows } of inOrder) expect(rows).toBeLessThanOrEqual(pageSize + 1);
  }
});

test("paging through a large list gives every dashboard that can be opened, once, with the level it has", async () => {
  const all = await database.dashboard.findMany({ select: { id: true }, orderBy: { title: "asc" } });
  // Each way to reach a dashboard comes again every eighth: one in five meets them all.
  const looked = new Set(all.filter((_, index) => index % 5 === 0).map(({ id }) => id));
  for (const [name, actor] of everybody()) {
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDashboards(actor, { limit: 100, ...(cursor ? { cursor } : {}) });
      listed.push(...page.data.map(({ id, level }) => `${id} ${level}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const opened = [];
    for (const id of looked) {
      const level = await accessToDashboard(actor, id).then(
        (access) => access.level,
        () => null,
      );
      if (level) opened.push(`${id} ${level}`);
    }
    expect([name, new Set(listed).size]).toEqual([name, listed.length]);
    const listedToo = listed.filter((one) => looked.has(one.slice(0, 36)));
    expect([name, ...listedToo.sort()]).toEqual([name, ...opened.sort()]);
  }
});

test("counting stops at 200 and says that there is more", async () => {
  const { total, totalIsLeast } = await listDashboards(readers.everyone);
  expect({ total, totalIsLeast }).toEqual({ total: 200, totalIsLeast: true });
  const few = await listDashboards(readers.few, { search: "00000001" });
  expect(few).toMatchObject({ total: few.data.length });
  expect(few.totalIsLeast).toBeUndefined();
});

test("a share carries its dashboard's project and time of change, whichever is written first and whatever a writer says", async () => {
  const share = () => database.share.findFirstOrThrow({ where: { dashboardId: id }, include: { dashboard: true } });
  const { id } = await database.dashboard.findFirstOrThrow({ where: { organizationId: readers.few.organizationId } });
  const changed = new Date("2030-01-01T00:00:00Z");
  await database.dashboard.update({ where: { id }, data: { updatedAt: changed } });
  expect((await share()).dashboardUpdatedAt).toEqual(changed);
  await database.share.deleteMany({ where: { dashboardId: id } });
  const { organizationId, userId } = readers.few;
  await database.share.create({
    data: {
      organizationId,
      dashboardId: id,
      dashboardHomeId: organizationId,
      scope: "USER",
      userId,
      subjectId: userId,
      subjectHomeId: organizationId,
      level: "OWNER",
      dashboardUpdatedAt: new Date(0),
    },
  });
  const { projectId, dashboardUpdatedAt, dashboard } = await share();
  expect({ projectId, dashboardUpdatedAt }).toEqual({ projectId: dashboard.projectId, dashboardUpdatedAt: changed });
});
