import { beforeAll, expect, test } from "vitest";
import { createGroup } from "@/lib/groups/create-group";
import { listGroups } from "@/lib/groups/group-queries";
import type { Page, SortedPageInput } from "@/lib/pagination";
import { createTenant } from "@/lib/tenants/create-tenant";
import { listTenants } from "@/lib/tenants/tenant-queries";
import { listUsers } from "@/lib/users/user-queries";
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
});
