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
import { callAction } from "../../support/call-action";
import { callApi, cookieOf } from "../../support/call-api";
import { createWorld, type World } from "../../support/world";

/*
 * Every role × home × way of sharing × level × action, over HTTP, through the portal's server actions and by the commands
 * behind both, against a table written by hand. `v` view, `e` edit, `s` share, `d` delete; `-` means that it is not there
 * at all. Nothing is sampled but two ways that give nothing: shares that are over and shares for others are tried at the
 * highest level that the database allows, which gives the most where it gives anything.
 */

type Home = "organization" | "own" | "other";
/** `two tenants`: directly, while another tenant sees it, too. `over`: every way, ended. `for others`: every other way. */
type Way = "none" | "direct" | "group" | "everyone" | "all tenants" | "two tenants" | "over" | "for others";

const callers = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN", "tenant VIEWER", "tenant POWER_USER"] as const;
type Caller = (typeof callers)[number];
const levels: readonly AccessLevel[] = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"];

/** Caller, home, ways; then what VIEWER, EDITOR, CONTRIBUTOR and OWNER shares allow. `own` is California. */
const table: readonly (readonly [Caller, Home, readonly Way[], string])[] = [
  ["VIEWER", "organization", ["none", "over", "for others"], "-"],
  ["VIEWER", "organization", ["direct", "group", "everyone"], "v v v v"],
  ["VIEWER", "own", ["none", "over", "for others"], "-"],
  ["VIEWER", "own", ["direct", "group", "everyone"], "v v v v"],
  ["POWER_USER", "organization", ["none", "over", "for others"], "-"],
  ["POWER_USER", "organization", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["POWER_USER", "own", ["none", "over", "for others"], "-"],
  ["POWER_USER", "own", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["AUTHOR", "organization", ["none", "over", "for others"], "-"],
  ["AUTHOR", "organization", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["AUTHOR", "own", ["none", "over", "for others"], "-"],
  ["AUTHOR", "own", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["ADMIN", "organization", ["none", "over", "for others"], "vesd"],
  ["ADMIN", "organization", ["direct", "group", "everyone"], "vesd vesd vesd vesd"],
  ["ADMIN", "own", ["none", "over", "for others"], "vesd"],
  ["ADMIN", "own", ["direct", "group", "everyone"], "vesd vesd vesd vesd"],
  ["tenant VIEWER", "organization", ["none", "over", "for others"], "-"],
  ["tenant VIEWER", "organization", ["direct", "group", "everyone", "all tenants", "two tenants"], "v v v v"],
  ["tenant VIEWER", "own", ["none", "over", "for others"], "-"],
  ["tenant VIEWER", "own", ["direct", "group", "everyone"], "v v v v"],
  ["tenant VIEWER", "other", ["none", "over", "for others"], "-"],
  ["tenant POWER_USER", "organization", ["none", "over", "for others"], "-"],
  ["tenant POWER_USER", "organization", ["direct", "group", "everyone"], "v ve ves ves"],
  ["tenant POWER_USER", "organization", ["all tenants", "two tenants"], "v v v v"],
  ["tenant POWER_USER", "own", ["none", "over", "for others"], "-"],
  ["tenant POWER_USER", "own", ["direct", "group", "everyone"], "v ve ves vesd"],
  ["tenant POWER_USER", "other", ["none", "over", "for others"], "-"],
];

const cases = table.flatMap(([caller, home, ways, row]) =>
  ways.flatMap((way) =>
    row.split(" ").map((allowed, index) => ({ caller, home, way, level: levels[index] ?? "VIEWER", allowed })),
  ),
);

let world: World;
let people: Record<Caller, OrganizationUser | TenantUser>;
let cookies: Record<Caller, string>;
let groups: { organization: string; tenant: string; others: string };

beforeAll(async () => {
  world = await createWorld();
  const { admin, author, powerUser, viewer, california, texas } = world;
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
  const texans = await createGroup(admin, { name: "Texans", tenantId: texas.tenant.id });
  await addGroupMembers(admin, texans.id, [texas.viewer.userId]);
  groups = { organization: headquarters.id, tenant: californians.id, others: texans.id };
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
      title: `Delays ${id}`,
      secretCiphertext: "",
      secretHash: id,
    },
  });
  const share = (scope: ShareScope, subjectId: string, subjectHomeId: string, given: AccessLevel, over = false) =>
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
        expiresAt: over ? new Date(Date.now() - 1_000) : null,
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
  if (way === "two tenants") {
    await share("USER", userId, callerHome, level);
    await share("TENANT", texas.tenant.id, texas.tenant.id, "VIEWER");
  }
  const reachable = home !== "other" || !ofTenant;
  if (way === "over" && reachable) {
    await share("USER", userId, callerHome, "OWNER", true);
    await share("GROUP", ofTenant ? groups.tenant : groups.organization, callerHome, "OWNER", true);
    await share(ofTenant ? "TENANT" : "ALL_ORGANIZATION_USERS", callerHome, callerHome, "OWNER", true);
    if (home === "organization") await share("ALL_TENANTS", organizationId, organizationId, "OWNER", true);
  }
  if (way === "for others") {
    const [other, otherGroup] = home === "other" ? [texas, groups.others] : [california, groups.tenant];
    if (ofTenant) {
      await share("ALL_ORGANIZATION_USERS", organizationId, organizationId, "OWNER");
      await share("GROUP", groups.organization, organizationId, "OWNER");
      await share("USER", world.viewer.userId, organizationId, "OWNER");
    }
    if (ofTenant && home === "organization") {
      await share("TENANT", texas.tenant.id, texas.tenant.id, "OWNER");
      await share("GROUP", groups.others, texas.tenant.id, "OWNER");
    }
    if (!ofTenant || home === "other") {
      await share("TENANT", other.tenant.id, other.tenant.id, "OWNER");
      await share("GROUP", otherGroup, other.tenant.id, "OWNER");
      await share("USER", other.viewer.userId, other.tenant.id, "OWNER");
    }
    if (!ofTenant && home === "organization") await share("ALL_TENANTS", organizationId, organizationId, "OWNER");
  }
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

const statuses: Readonly<Record<string, number>> = { not_found: 404, forbidden: 403 };

/** The same through the portal's server actions; that it is seen, the portal's search tells. */
async function byActions(caller: Caller, dashboardId: string): Promise<string> {
  const statusOf = async (name: string, ...args: readonly unknown[]) => {
    const { ok, error, data } = await callAction(name, args, cookies[caller]);
    return { status: ok ? 200 : (statuses[error?.code ?? ""] ?? 400), text: JSON.stringify(data) };
  };
  const share = { scope: "USER", userId: neighbour(caller), level: "VIEWER" };
  const { text: found = "" } = await statusOf("searchAction", dashboardId);
  return inLetters([
    found.includes(`/dashboards/${dashboardId}`) ? 200 : 404,
    (await statusOf("updateDashboardAction", dashboardId, { description: "x" })).status,
    (await statusOf("shareDashboardAction", dashboardId, share)).status,
    (await statusOf("deleteDashboardAction", dashboardId)).status,
  ]);
}

/** The same by the commands behind them. */
async function byCommands(caller: Caller, dashboardId: string): Promise<string> {
  const actor = people[caller];
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
  test.each(callers)("a %s may do what the table says, over HTTP, by action and by command", async (caller) => {
    for (const one of cases.filter((each) => each.caller === caller)) {
      const { home, way, level, allowed } = one;
      const found = {
        http: await overHttp(caller, await createBoard(one)),
        action: await byActions(caller, await createBoard(one)),
        command: await byCommands(caller, await createBoard(one)),
      };
      const expected = { http: allowed, action: allowed, command: allowed };
      expect({ home, way, level, ...found }).toEqual({ home, way, level, ...expected });
    }
  });

  test("the table has every role, home, way and level that the database allows", () => {
    const seen = new Set(cases.map(({ caller, home, way, level }) => `${caller} ${home} ${way} ${level}`));
    expect(seen.size).toBe(cases.length);
    // Six callers in two homes, and of tenants in a third, with nothing that reaches them in three ways; three ways of four
    // levels in two homes, and two more for tenants in the organization's.
    expect(cases.length).toBe((6 * 2 + 2) * 3 + 6 * 2 * 3 * 4 + 2 * 2 * 4);
  });
});
