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
import { transferDashboard } from "@/lib/shares/transfer-dashboard";
import { uuidv7 } from "@/lib/uuid";
import type { AccessLevel, ShareScope } from "@/prisma/client/enums";
import { callAction } from "../../support/call-action";
import { callApi, cookieOf } from "../../support/call-api";
import { createPerson, createWorld, type World } from "../../support/world";

/*
 * Every role × home × way of sharing × level × action, over HTTP, through the portal's server actions and by the commands
 * behind both, against a table written by hand. `v` view, `e` edit, `s` share, `t` transfer, `d` delete, and of one's own
 * draft `w` write, `p` publish, `c` make a copy of it, `x` throw it away; `-` means that it is not there at all. Nothing is sampled but two ways that give nothing: shares that are over and shares for others are tried at the
 * highest level that the database allows, which gives the most where it gives anything.
 */

type Home = "organization" | "own" | "other";
/** `two tenants`: directly, while another tenant sees it, too. `over`: every way, ended. `for others`: every other way. */
type Way = "none" | "direct" | "group" | "everyone" | "all tenants" | "two tenants" | "over" | "for others";

const callers = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN", "tenant VIEWER", "tenant POWER_USER"] as const;
type Caller = (typeof callers)[number];
const levels: readonly AccessLevel[] = ["VIEWER", "EDITOR", "CONTRIBUTOR", "OWNER"];

/**
 * Caller, home, ways; then what VIEWER, EDITOR, CONTRIBUTOR and OWNER shares allow. `own` is California. A copy of a draft
 * is at home where the first one is, and only there where its author may create.
 */
const table: readonly (readonly [Caller, Home, readonly Way[], string])[] = [
  ["VIEWER", "organization", ["none", "over", "for others"], "-"],
  ["VIEWER", "organization", ["direct", "group", "everyone"], "v v v v"],
  ["VIEWER", "own", ["none", "over", "for others"], "-"],
  ["VIEWER", "own", ["direct", "group", "everyone"], "v v v v"],
  ["POWER_USER", "organization", ["none", "over", "for others"], "-"],
  ["POWER_USER", "organization", ["direct", "group", "everyone"], "v vewpcx vewpcxs vewpcxstd"],
  ["POWER_USER", "own", ["none", "over", "for others"], "-"],
  ["POWER_USER", "own", ["direct", "group", "everyone"], "v vewpx vewpxs vewpxstd"],
  ["AUTHOR", "organization", ["none", "over", "for others"], "-"],
  ["AUTHOR", "organization", ["direct", "group", "everyone"], "v vewpcx vewpcxs vewpcxstd"],
  ["AUTHOR", "own", ["none", "over", "for others"], "-"],
  ["AUTHOR", "own", ["direct", "group", "everyone"], "v vewpcx vewpcxs vewpcxstd"],
  ["ADMIN", "organization", ["none", "over", "for others"], "vewpcxstd"],
  ["ADMIN", "organization", ["direct", "group", "everyone"], "vewpcxstd vewpcxstd vewpcxstd vewpcxstd"],
  ["ADMIN", "own", ["none", "over", "for others"], "vewpcxstd"],
  ["ADMIN", "own", ["direct", "group", "everyone"], "vewpcxstd vewpcxstd vewpcxstd vewpcxstd"],
  ["tenant VIEWER", "organization", ["none", "over", "for others"], "-"],
  ["tenant VIEWER", "organization", ["direct", "group", "everyone", "all tenants", "two tenants"], "v v v v"],
  ["tenant VIEWER", "own", ["none", "over", "for others"], "-"],
  ["tenant VIEWER", "own", ["direct", "group", "everyone"], "v v v v"],
  ["tenant VIEWER", "other", ["none", "over", "for others"], "-"],
  ["tenant POWER_USER", "organization", ["none", "over", "for others"], "-"],
  ["tenant POWER_USER", "organization", ["direct", "group", "everyone"], "v vewpcx vewpcxs vewpcxs"],
  ["tenant POWER_USER", "organization", ["all tenants", "two tenants"], "v v v v"],
  ["tenant POWER_USER", "own", ["none", "over", "for others"], "-"],
  ["tenant POWER_USER", "own", ["direct", "group", "everyone"], "v vewpcx vewpcxs vewpcxstd"],
  ["tenant POWER_USER", "other", ["none", "over", "for others"], "-"],
];

const cases = table.flatMap(([caller, home, ways, row]) =>
  ways.flatMap((way) =>
    row.split(" ").map((allowed, index) => ({ caller, home, way, level: levels[index] ?? "VIEWER", allowed })),
  ),
);

type Case = (typeof cases)[number];

let world: World;
let people: Record<Caller, OrganizationUser | TenantUser>;
let cookies: Record<Caller, string>;
let groups: { organization: string; tenant: string; others: string };
/** Who owns every dashboard beside whoever a case is about. */
let spare: string;
/** Who takes over: somebody of the caller's side who can own what is there. */
let heirs: { organization: string; tenant: string };

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
  const builder = async (email: string, tenantId?: string) =>
    (await createPerson(admin, { email, displayName: email, role: "POWER_USER", ...(tenantId ? { tenantId } : {}) }))
      .userId;
  spare = await builder("owner@harbour.example");
  heirs = {
    organization: await builder("heir@harbour.example"),
    tenant: await builder("heir@california.example", california.tenant.id),
  };
  groups = { organization: headquarters.id, tenant: californians.id, others: texans.id };
});

/** A dashboard of that home which reaches the caller that way and no other. */
async function createBoard({ caller, home, way, level }: Case): Promise<string> {
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

const heirOf = (caller: Caller) => (people[caller].kind === "tenant_user" ? heirs.tenant : heirs.organization);

/** Somebody whom the caller could always share with: the other one of their home. */
const neighbour = (caller: Caller) =>
  people[caller].kind === "tenant_user"
    ? people[caller === "tenant VIEWER" ? "tenant POWER_USER" : "tenant VIEWER"].userId
    : people[caller === "VIEWER" ? "POWER_USER" : "VIEWER"].userId;

const board = "/api/v1/dashboards/{dashboardId}";
const body = { body: {} as never };

const draft = { title: "Delays", description: "", filters: [], tabs: [], settings: {}, cards: [] };

/** What each action answers over HTTP, in the table's letters. */
async function overHttp(one: Case, dashboardId: string): Promise<string> {
  const { caller } = one;
  const headers = { cookie: cookies[caller], "sec-fetch-site": "same-origin" };
  const share = { scope: "USER", userId: neighbour(caller), level: "VIEWER" };
  const ask = async (method: "get" | "post" | "patch" | "put" | "delete", path = "", sent?: unknown) => {
    const operation = { method, path: `${board}${path}`, ...(sent ? { request: body } : {}) };
    return (await callApi(operation, headers, { dashboardId }, { body: sent })).status;
  };
  const seen = await ask("get");
  const edited = await ask("patch", "", { description: "x" });
  const save = (baseVersion: number) => ask("put", "/draft", { baseVersion, revision: 0, content: draft });
  const saved = await save(edited < 300 ? 2 : 1);
  const published = await ask("post", "/draft/publish", { revision: 1 });
  // Publishing ends the draft: there has to be another one to copy.
  if (published < 300) await save(3);
  const copied = await ask("post", "/draft/copy", { revision: 1 });
  const discarded = await ask("delete", "/draft");
  const shared = await ask("post", "/shares", share);
  const handedOn = await ask("post", "/transfer", { userId: heirOf(caller) });
  await takeBack(one, dashboardId);
  const deleted = await ask("delete");
  return inLetters("vewpcxstd", [seen, edited, saved, published, copied, discarded, shared, handedOn, deleted]);
}

/** Who hands on what is theirs loses it; here it is theirs again, so that what comes after can be asked. */
async function takeBack({ caller, way, level }: Case, dashboardId: string): Promise<void> {
  if (way !== "direct") return;
  await database.share.updateMany({ where: { dashboardId, userId: people[caller].userId }, data: { level } });
}

const statuses: Readonly<Record<string, number>> = { not_found: 404, forbidden: 403 };

/** The same through the portal's server actions; that it is seen, the portal's search tells. */
async function byActions(one: Case, dashboardId: string): Promise<string> {
  const { caller } = one;
  const statusOf = async (name: string, ...args: readonly unknown[]) => {
    const { ok, error, data } = await callAction(name, args, cookies[caller]);
    return { status: ok ? 200 : (statuses[error?.code ?? ""] ?? 400), text: JSON.stringify(data) };
  };
  const share = { scope: "USER", userId: neighbour(caller), level: "VIEWER" };
  const { text: found = "" } = await statusOf("searchAction", dashboardId);
  const answers = [
    found.includes(`/dashboards/${dashboardId}`) ? 200 : 404,
    (await statusOf("updateDashboardAction", dashboardId, { description: "x" })).status,
    (await statusOf("shareDashboardAction", dashboardId, share)).status,
    (await statusOf("transferDashboardAction", dashboardId, { userId: heirOf(caller) })).status,
  ];
  await takeBack(one, dashboardId);
  return inLetters("vestd", [...answers, (await statusOf("deleteDashboardAction", dashboardId)).status]);
}

/** The same by the commands behind them. */
async function byCommands(one: Case, dashboardId: string): Promise<string> {
  const { caller } = one;
  const actor = people[caller];
  const statusOf = async (work: Promise<unknown>) => {
    try {
      await work;
      return 200;
    } catch (error) {
      return error instanceof DomainError ? (statuses[error.code] ?? 400) : 500;
    }
  };
  const answers = [
    await statusOf(getDashboard(actor, dashboardId)),
    await statusOf(updateDashboard(actor, dashboardId, { description: "x" })),
    await statusOf(shareDashboard(actor, dashboardId, { scope: "USER", userId: neighbour(caller), level: "VIEWER" })),
    await statusOf(transferDashboard(actor, dashboardId, { userId: heirOf(caller) })),
  ];
  await takeBack(one, dashboardId);
  return inLetters("vestd", [...answers, await statusOf(deleteDashboard(actor, dashboardId))]);
}

/** What is seen refuses with 403, what is not seen with 404 whatever is asked of it; anything else shows as a number. */
function inLetters(letters: string, statuses: readonly number[]): string {
  if (statuses.every((status) => status === 404)) return "-";
  return statuses
    .map((status, index) => (status === 403 ? "" : status < 300 ? letters.charAt(index) : ` ${status} `))
    .join("");
}

describe("role × home × way × level × action", () => {
  test.each(callers)("a %s may do what the table says, over HTTP, by action and by command", async (caller) => {
    for (const one of cases.filter((each) => each.caller === caller)) {
      const { home, way, level, allowed } = one;
      const found = {
        http: await overHttp(one, await createBoard(one)),
        action: await byActions(one, await createBoard(one)),
        command: await byCommands(one, await createBoard(one)),
      };
      // Drafts are kept over HTTP alone: the portal's editor and the embed's call the same routes.
      const withoutDraft = allowed.replace(/[wpcx]/g, "");
      const expected = { http: allowed, action: withoutDraft, command: withoutDraft };
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
