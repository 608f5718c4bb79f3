import { beforeAll, expect, test } from "vitest";
import { database } from "@/lib/database";
import { uuidv7 } from "@/lib/uuid";
import { groupOf, type ScimCall, scimToken } from "../../support/scim-calls";
import { createWorld } from "../../support/world";

/*
 * Groups of a large home: one answer holds at most 50,000 members, so that two groups of 30,000 do not fit into one.
 */

let call: ScimCall;
let ids: Record<"big" | "huge" | "small" | "empty", string>;
const memberCount = 30_000;

beforeAll(async () => {
  const world = await createWorld();
  const { id: tenantId } = world.california.tenant;
  const { organizationId } = world;
  call = (await scimToken(world.admin, { tenantId })).call;
  const made = async (name: string) => String((await call("POST", "/Groups", groupOf(name))).body.id);
  ids = { big: await made("Big"), huge: await made("Huge"), small: await made("Small"), empty: await made("Empty") };
  await database.$executeRaw`INSERT INTO users (id, organization_id, tenant_id, home_id, email, display_name, role, updated_at)
    SELECT gen_random_uuid(), ${organizationId}::uuid, ${tenantId}::uuid, ${tenantId}::uuid, n || '@crowd.example', 'One of many', 'VIEWER', now()
    FROM generate_series(1, ${memberCount}) n`;
  const join = (groupId: string, most: number) =>
    database.$executeRaw`INSERT INTO group_members (group_id, user_id, home_id)
      SELECT ${groupId}::uuid, id, home_id FROM users WHERE email LIKE '%@crowd.example' LIMIT ${most}`;
  await join(ids.big, memberCount);
  await join(ids.huge, memberCount);
  await join(ids.small, 2);
}, 60_000);

interface ListedGroup {
  readonly displayName: string;
  readonly members?: readonly unknown[];
  readonly meta: { readonly version?: string };
}

const list = async (query: Record<string, string> = {}) => {
  const { status, body } = await call("GET", `/Groups?${new URLSearchParams(query)}`);
  expect(status).toBe(200);
  return body as { totalResults: number; itemsPerPage: number; Resources: ListedGroup[] };
};

test("a page ends before it holds too many members, and walking on gives every group once with all of its members", async () => {
  const seen = new Map<string, number>();
  const sizes: number[] = [];
  let startIndex = 1;
  for (let total = 1; startIndex <= total; ) {
    const page = await list({ startIndex: String(startIndex), count: "500" });
    for (const { displayName, members = [] } of page.Resources) seen.set(displayName, members.length);
    total = page.totalResults;
    sizes.push(page.itemsPerPage);
    startIndex += page.itemsPerPage;
  }
  expect(sizes).toEqual([1, 3]);
  expect(Object.fromEntries(seen)).toEqual({ Big: memberCount, Huge: memberCount, Small: 2, Empty: 0 });
});

test("without members the whole list is one page, and says no tag that would stand for them", async () => {
  const queries: [string, string][] = [
    ["excludedAttributes", "members"],
    ["excludedAttributes", "MEMBERS,meta.created"],
    ["attributes", "displayName,meta"],
  ];
  for (const query of queries) {
    const page = await list(Object.fromEntries([query]));
    expect(page.Resources.map(({ displayName }) => displayName)).toEqual(["Big", "Huge", "Small", "Empty"]);
    for (const { members, meta } of page.Resources) expect([members, meta.version]).toEqual([undefined, undefined]);
  }
});

test("a filter by name finds a group among large ones, with its members or without, as Okta and Entra ask", async () => {
  const [small] = (await list({ filter: 'displayName eq "small"' })).Resources;
  expect(small).toMatchObject({ displayName: "Small", meta: { version: expect.stringMatching(/^W\//) } });
  expect(small?.members).toHaveLength(2);
  const named = await list({ filter: 'displayName eq "Big"', excludedAttributes: "members" });
  expect(named).toMatchObject({ totalResults: 1, Resources: [{ displayName: "Big" }] });
});

test("membership is asked of one group, and of all only as long as they can be looked through", async () => {
  const user = await database.groupMember.findFirstOrThrow({
    where: { groupId: ids.small },
    select: { userId: true },
  });
  const ask = (filter: string) => list({ filter, excludedAttributes: "members" });
  const isIn = `id eq "${ids.small}" and members eq "${user.userId}"`;
  expect((await ask(isIn)).Resources).toMatchObject([{ displayName: "Small" }]);
  expect((await ask(`id eq "${ids.small}" and members eq "${uuidv7()}"`)).totalResults).toBe(0);
  const everywhere = await call("GET", `/Groups?${new URLSearchParams({ filter: "not (members pr)" })}`);
  expect(everywhere).toMatchObject({ status: 400, body: { scimType: "tooMany" } });
});

test("one group comes whole however many are in it, with a tag for what is in the answer", async () => {
  const whole = await call("GET", `/Groups/${ids.huge}`);
  expect(whole.body.members).toHaveLength(memberCount);
  const tag = whole.headers.get("etag") ?? "";
  expect(tag).toBe(whole.body.meta.version);
  const light = await call("GET", `/Groups/${ids.huge}?excludedAttributes=members`);
  expect(light).toMatchObject({ status: 200, body: { displayName: "Huge" } });
  expect([light.body.members, light.body.meta.version, light.headers.get("etag")]).toEqual([
    undefined,
    undefined,
    null,
  ]);
  const known = await call("GET", `/Groups/${ids.huge}?excludedAttributes=members`, undefined, {
    "If-None-Match": tag,
  });
  expect(known.status).toBe(304);
});
