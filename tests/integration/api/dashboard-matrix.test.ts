import { beforeAll, describe, expect, test } from "vitest";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import type { OrganizationUser, TenantUser } from "@/lib/identity/actor";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { uuidv7 } from "@/lib/uuid";
import type { AccessLevel, ShareScope } from "@/prisma/client/enums";
import { callApi, cookieOf } from "../../support/call-api";
import { createWorld, type World } from "../../support/world";

/*
 * Every role × home × way of sharing × level × action, over HTTP and by the commands that the portal's actions call,
 * against a table written by hand. `v` view, `e` edit, `s` share, `d` delete; `-` means that it is not there at all.
 */

type Home = "organization" | "own" | "other";
type Way = "none" | "direct" | "group" | "everyone" | "all tenants";

const callers = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN", "tenant VIEWER", "tenant POWER_USER"] as const;
type Caller = (typeof callers)[number];
const levels: readonly AccessLevel[] = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"];

/** Caller, home, ways; then what VIEWER, EDITOR, CONTRIBUTOR and OWNER shares allow. `own` is California. */
const table: readonly (readonly [Caller, Home, readonly Way[], string])[] = [
  ["VIEWER", "organization", ["none"], "-"],
  ["VIEWER", "organization", ["direct", "group", "everyone"], "v v v v"],
  ["VIEWER", "own", ["none"], "-"],
  ["VIEWER", "own", ["direct", "group", "everyone"], "v v v v"],
  ["POWER_USER", "organization", ["none"], "-"],
  ["POWER_USER", "organization", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["POWER_USER", "own", ["none"], "-"],
  ["POWER_USER", "own", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["AUTHOR", "organization", ["none"], "-"],
  ["AUTHOR", "organization", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["AUTHOR", "own", ["none"], "-"],
  ["AUTHOR", "own", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["ADMIN", "organization", ["none"], "vesd"],
  ["ADMIN", "organization", ["direct", "group", "everyone"], "vesd vesd vesd vesd"],
  ["ADMIN", "own", ["none"], "vesd"],
  ["ADMIN", "own", ["direct", "group", "everyone"], "vesd vesd vesd vesd"],
  ["tenant VIEWER", "organization", ["none"], "-"],
  ["tenant VIEWER", "organization", ["direct", "group", "everyone", "all tenants"], "v v v v"],
  ["tenant VIEWER", "own", ["none"], "-"],
  ["tenant VIEWER", "own", ["direct", "group", "everyone"], "v v v v"],
  ["tenant VIEWER", "other", ["none"], "-"],
  ["tenant POWER_USER", "organization", ["none"], "-"],
  ["tenant POWER_USER", "organization", ["direct", "group", "everyone"], "v ve ves ves"],
  ["tenant POWER_USER", "organization", ["all tenants"], "v v v v"],
  ["tenant POWER_USER", "own", ["none"], "-"],
  ["tenant POWER_USER", "own", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["tenant POWER_USER", "other", ["none"], "-"],
];

const cases = table.flatMap(([caller, home, ways, row]) =>
  ways.flatMap((way) =>
    row.split(" ").map((allowed, index) => ({ caller, home, way, level: levels[index] ?? "VIEWER", allowed })),
  ),
);

let world: World;
let people: Record<Caller, OrganizationUser | TenantUser>;
let cookies: Record<Caller, string>;
let groups: { organization: string; tenant: string };

beforeAll(async () => {
  world = await createWorld();
  const { admin, author, powerUser, viewer, california } = world;
  people = {
    VIEWER: viewer,
    POWER_USER: powerUser,
    AUTHOR: author,
    ADMIN: admin,
    "tenant VIEWER": california.viewer,
    "tenant POWER_USER": california.powerUser,
  };
  const signedIn = await Promise.all(callers.map(async (caller) => [caller, await cookieOf(people[caller].email)]));
  cookies = Object.fromEntries(signedIn);
  const ofAll = [viewer, powerUser, author, admin].map(({ userId }) => userId);
  const headquarters = await createGroup(admin, { name: "Headquarters" });
  await addGroupMembers(admin, headquarters.id, ofAll);
  const californians = await createGroup(admin, { name: "Californians", tenantId: california.tenant.id });
  await addGroupMembers(admin, californians.id, [california.viewer.userId, california.powerUser.userId]);
  groups = { organization: headquarters.id, tenant: californians.id };
});

/** A dashboard of that home which reaches the caller that way and no other. */
async function createBoard({ caller, home, way, level }: (typeof cases)[number]): Promise<string> {
  const { organizationId, california, texas, project } = world;
  const tenantId = { organization: null, own: california.tenant.id, other: texas.tenant.id }[home];
  const id = uuidv7();
  const homeId = tenantId ?? organizationId;
  await database.dashboard.create({
    data: {
      id,
      organizationId,
      projectId: project.id,
      tenantId,
      homeId,
      title: "Delays",
      secretCiphertext: "",
      secretHash: id,
    },
  });
  const share = (scope: ShareScope, subjectId: string, subjectHomeId: string, given: AccessLevel) =>
    database.share.create({
      data: {
        organizationId,
        dashboardId: id,
        dashboardHomeId: homeId,
        scope,
        subjectId,
        subjectHomeId,
        userId: scope === "USER" ? subjectId : null,
        groupId: scope === "GROUP" ? subjectId : null,
        tenantId: scope === "TENANT" ? subjectId : null,
        level: given,
      },
    });
  // Somebody else owns it, so that an ADMIN without shares has none and nothing is ever without an owner.
  const spare = uuidv7();
  await database.user.create({
    data: {
      id: spare,
      organizationId,
      homeId: organizationId,
      email: `${spare}@harbour.example`,
      displayName: "Owner",
      role: "AUTHOR",
    },
  });
  await share("USER", spare, organizationId, "OWNER");
  const { userId, kind } = people[caller];
  const ofTenant = kind === "tenant_user";
  const callerHome = ofTenant ? california.tenant.id : organizationId;
  if (way === "direct") await share("USER", userId, callerHome, level);
  if (way === "group") await share("GROUP", ofTenant ? groups.tenant : groups.organization, callerHome, level);
  if (way === "everyone") await share(ofTenant ? "TENANT" : "ALL_ORGANIZATION_USERS", callerHome, callerHome, level);
  if (way === "all tenants") await share("ALL_TENANTS", organizationId, organizationId, level);
  return id;
}

/** Somebody whom the caller could always share with: the other one of their home. */
const neighbour = (caller: Caller) =>
  people[caller].kind === "tenant_user"
    ? people[caller === "tenant VIEWER" ? "tenant POWER_USER" : "tenant VIEWER"].userId
    : people[caller === "VIEWER" ? "POWER_USER" : "VIEWER"].userId;

const one = "/api/v1/dashboards/{dashboardId}";
const body = { body: {} as never };

/** What each action answers over HTTP, in the table's letters. */
async function overHttp(caller: Caller, dashboardId: string): Promise<string> {
  const headers = { cookie: cookies[caller], "sec-fetch-site": "same-origin" };
  const share = { scope: "USER", userId: neighbour(caller), level: "VIEWER" };
  const ids = { dashboardId };
  const answers = [
    await callApi({ method: "get", path: one }, headers, ids),
    await callApi({ method: "patch", path: one, request: body }, headers, ids, { body: { description: "x" } }),
    await callApi({ method: "post", path: `${one}/shares`, request: body }, headers, ids, { body: share }),
    await callApi({ method: "delete", path: one }, headers, ids),
  ];
  return inLetters(answers.map(({ status }) => status));
}

/** The same by the commands behind the portal's actions. */
async function byCommands(caller: Caller, dashboardId: string): Promise<string> {
  const actor = people[caller];
  const statuses = { not_found: 404, forbidden: 403 } as Record<string, number>;
  const statusOf = async (work: Promise<unknown>) => {
    try {
      await work;
      return 200;
    } catch (error) {
      return error instanceof DomainError ? (statuses[error.code] ?? 400) : 500;
    }
  };
  return inLetters([
    await statusOf(getDashboard(actor, dashboardId)),
    await statusOf(updateDashboard(actor, dashboardId, { description: "x" })),
    await statusOf(shareDashboard(actor, dashboardId, { scope: "USER", userId: neighbour(caller), level: "VIEWER" })),
    await statusOf(deleteDashboard(actor, dashboardId)),
  ]);
}

/** What is seen refuses with 403, what is not seen with 404 whatever is asked of it; anything else shows as a number. */
function inLetters(statuses: readonly number[]): string {
  if (statuses.every((status) => status === 404)) return "-";
  return statuses
    .map((status, index) => (status === 403 ? "" : status < 300 ? "vesd".charAt(index) : ` ${status} `))
    .join("");
}

describe("role × home × way × level × action", () => {
  test.each(callers)("a %s may do what the table says, over HTTP and by command", async (caller) => {
    for (const one of cases.filter((each) => each.caller === caller)) {
      const { home, way, level, allowed } = one;
      const found = { http: await overHttp(caller, await createBoard(one)), command: "" };
      found.command = await byCommands(caller, await createBoard(one));
      expect({ home, way, level, ...found }).toEqual({ home, way, level, http: allowed, command: allowed });
    }
  });

  test("the table has every role, home, way and level that the database allows", () => {
    const seen = new Set(cases.map(({ caller, home, way, level }) => `${caller} ${home} ${way} ${level}`));
    expect(seen.size).toBe(cases.length);
    // Six callers in two homes without a share, and of tenants in a third; three ways of four levels in two homes, and a fourth way for tenants.
    expect(cases.length).toBe(6 * 2 + 2 + 6 * 2 * 3 * 4 + 2 * 4);
  });
});
