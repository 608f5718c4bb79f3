import { beforeAll, describe, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import type { DashboardSort } from "@/lib/dashboards/dashboard-schema";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { createGroup } from "@/lib/groups/create-group";
import { listGroups } from "@/lib/groups/group-queries";
import type { Actor } from "@/lib/identity/actor";
import type { Page, SortedPageInput } from "@/lib/pagination";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { listShares } from "@/lib/shares/share-queries";
import type { ShareSort } from "@/lib/shares/share-schema";
import { createTenant } from "@/lib/tenants/create-tenant";
import { listTenants } from "@/lib/tenants/tenant-queries";
import { listUsers } from "@/lib/users/user-queries";
import { uuidv7 } from "@/lib/uuid";
import { callApi, cookieOf } from "../../support/call-api";
import { createWorld, type World } from "../../support/world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
  for (const name of ["Delta", "Alpha", "Echo", "Bravo", "Charlie"]) {
    await createGroup(world.admin, { name });
    await createTenant(world.admin, { key: name.toLowerCase(), name });
  }
});

/** The names of a list, read in pages of two. */
async function namesOf(list: (input: SortedPageInput) => Promise<Page<object>>, sort: SortedPageInput["sort"]) {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ sort, limit: 2, ...(cursor ? { cursor } : {}) });
    names.push(...page.data.map((one) => String("displayName" in one ? one.displayName : "name" in one && one.name)));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return names;
}

test("groups, tenants and people come by name or by age, either way round, page by page", async () => {
  const groups = (input: SortedPageInput) => listGroups(world.admin, input);
  expect(await namesOf(groups, "name")).toEqual(["Alpha", "Bravo", "Charlie", "Delta", "Echo"]);
  expect(await namesOf(groups, "-name")).toEqual(["Echo", "Delta", "Charlie", "Bravo", "Alpha"]);
  expect(await namesOf(groups, "createdAt")).toEqual(["Delta", "Alpha", "Echo", "Bravo", "Charlie"]);
  expect(await namesOf(groups, "-createdAt")).toEqual(["Charlie", "Bravo", "Echo", "Alpha", "Delta"]);
  const tenants = await namesOf((input) => listTenants(world.admin, input), "-createdAt");
  expect(tenants).toEqual(["Charlie", "Bravo", "Echo", "Alpha", "Delta", "Texas", "California"]);
  const people = await namesOf((input) => listUsers(world.admin, input), "createdAt");
  expect([people.length, people[0], people[1]]).toEqual([8, "Ada Admin", "Organization AUTHOR"]);
});

/** The ids of a list, read in pages of two. */
async function idsOf(
  list: (cursor: string | undefined) => Promise<{ data: readonly { id: string }[]; nextCursor: string | null }>,
) {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

describe("dashboards", () => {
  const titles = ["Delta", "Alpha", "Echo", "Bravo", "Charlie", "Alpha"];
  const made: { id: string; title: string }[] = [];

  beforeAll(async () => {
    const { author, project, california, viewer } = world;
    for (const title of titles) {
      const { id } = await createDashboard(author, { projectId: project.id, title });
      made.push({ id, title });
      await shareDashboard(author, id, { scope: "TENANT", tenantId: california.tenant.id, level: "VIEWER" });
      await shareDashboard(author, id, { scope: "ALL_ORGANIZATION_USERS", level: "VIEWER" });
      await shareDashboard(author, id, { scope: "USER", userId: viewer.userId, level: "EDITOR" });
    }
    await createDashboard(author, { projectId: project.id, title: "Bravissimo" });
  });

  test("come by time and by title, either way round, each once, whoever looks and through whatever they see them", async () => {
    const { viewer, california, powerUser } = world;
    const byTitle = made.toSorted((a, b) => (a.title + a.id < b.title + b.id ? -1 : 1)).map(({ id }) => id);
    const byTime = made.map(({ id }) => id);
    for (const actor of [viewer, california.viewer, california.powerUser, powerUser]) {
      const ids = (sort: DashboardSort) =>
        idsOf((cursor) => listDashboards(actor, { sort, limit: 2, ...(cursor ? { cursor } : {}) }));
      expect(await ids("title")).toEqual(byTitle);
      expect(await ids("-title")).toEqual(byTitle.toReversed());
      expect(await ids("updatedAt")).toEqual(byTime);
      expect(await ids("-updatedAt")).toEqual(byTime.toReversed());
    }
    const all = (await listDashboards(world.admin, { sort: "title" })).data.map(({ title }) => title);
    expect(all).toEqual(["Alpha", "Alpha", "Bravissimo", "Bravo", "Charlie", "Delta", "Echo"]);
    const found = await listDashboards(viewer, { sort: "-title", search: "a" });
    expect(found.data.map(({ title }) => title)).toEqual(["Delta", "Charlie", "Bravo", "Alpha", "Alpha"]);
  });

  test("by title, a cursor that does not reach the actor is one that does not exist", async () => {
    const { viewer, texas } = world;
    const [first] = made;
    const asked = (actor: Actor, id: string) =>
      listDashboards(actor, { sort: "title", cursor: `title_${id}` }).catch((error: unknown) => String(error));
    const unknown = await asked(texas.viewer, uuidv7());
    expect(unknown).toMatch(/DomainError/);
    expect(await asked(texas.viewer, first?.id ?? "")).toBe(unknown);
    expect(await asked(viewer, first?.id ?? "")).toMatchObject({ data: [{ title: "Echo" }] });
    const ofOtherOrder = { sort: "updatedAt", cursor: `title_${first?.id}` } as const;
    await expect(listDashboards(viewer, ofOtherOrder)).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("their shares come by age and by level, either way round", async () => {
    const { author } = world;
    const id = made[0]?.id ?? "";
    const levels = async (sort: ShareSort) => {
      const found: string[] = [];
      await idsOf(async (cursor) => {
        const page = await listShares(author, id, { sort, limit: 2, ...(cursor ? { cursor } : {}) });
        found.push(...page.data.map(({ level }) => level));
        return page;
      });
      return found;
    };
    expect(await levels("createdAt")).toEqual(["OWNER", "VIEWER", "VIEWER", "EDITOR"]);
    expect(await levels("-createdAt")).toEqual(["EDITOR", "VIEWER", "VIEWER", "OWNER"]);
    expect(await levels("level")).toEqual(["VIEWER", "VIEWER", "EDITOR", "OWNER"]);
    expect(await levels("-level")).toEqual(["OWNER", "EDITOR", "VIEWER", "VIEWER"]);
  });
});

test("over HTTP a list takes the order too, and refuses one that it does not know", async () => {
  const headers = { cookie: await cookieOf(world.admin.email), "sec-fetch-site": "same-origin" };
  const asked = (path: string, sort: string) =>
    callApi({ method: "get", path }, headers, {}, { query: `?sort=${sort}&limit=1` });
  for (const [path, last] of [
    ["/api/v1/groups", "Echo"],
    ["/api/v1/tenants", "Texas"],
    ["/api/v1/users", "Texas VIEWER"],
  ] as const) {
    const body = (await (await asked(path, "-name")).json()) as { data: { name?: string; displayName?: string }[] };
    expect(body.data.map(({ name, displayName }) => displayName ?? name)).toEqual([last]);
    expect((await asked(path, "passwordHash")).status).toBe(400);
  }
  expect((await asked("/api/v1/audit-events", "occurredAt")).status).toBe(200);
  expect((await asked("/api/v1/dashboards", "-title")).status).toBe(200);
  for (const path of ["/api/v1/audit-events", "/api/v1/dashboards"]) {
    expect((await asked(path, "secretHash")).status).toBe(400);
  }
});
