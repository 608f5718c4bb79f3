import { beforeAll, describe, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { database } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { uuidv7 } from "@/lib/uuid";
import { callAction } from "../../support/call-action";
import { callApi, cookieOf } from "../../support/call-api";
import { createPerson, createWorld, type World } from "../../support/world";
import { createConnectionRow } from "../dashboards/dashboard-fixture";

/*
 * Every role × home of a group × what the group has × action, over HTTP and through the portal's server actions, against a
 * table written by hand. `r` look at it, `u` change it, `m` add somebody, `x` remove somebody, `d` delete it; `-` it is not
 * there at all, and nothing when all of it is forbidden.
 */

const callers = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN", "tenant VIEWER", "tenant POWER_USER"] as const;
type Caller = (typeof callers)[number];
/** `own` is California, `other` Texas. */
type Home = "organization" | "own" | "other";
/** Nothing but people; a policy that is assigned to it; a dashboard that the caller may not share. */
type Having = "people" | "policy" | "dashboard";

const homes: readonly Home[] = ["organization", "own", "other"];
const having: readonly Having[] = ["people", "policy", "dashboard"];

/**
 * What comes of each caller at each home, for a group with people, with a policy and with a dashboard (R16): deleting a
 * group takes its shares away, which nobody may who could not give them.
 */
const table: Readonly<Record<Caller, Readonly<Record<Home, readonly [string, string, string]>>>> = {
  VIEWER: { organization: ["", "", ""], own: ["", "", ""], other: ["", "", ""] },
  POWER_USER: { organization: ["r", "r", "r"], own: ["-", "-", "-"], other: ["-", "-", "-"] },
  AUTHOR: { organization: ["r", "r", "r"], own: ["rumxd", "ru", "rux"], other: ["rumxd", "ru", "rux"] },
  ADMIN: {
    organization: ["rumxd", "rumxd", "rumxd"],
    own: ["rumxd", "rumxd", "rumxd"],
    other: ["rumxd", "rumxd", "rumxd"],
  },
  "tenant VIEWER": { organization: ["", "", ""], own: ["", "", ""], other: ["", "", ""] },
  "tenant POWER_USER": { organization: ["-", "-", "-"], own: ["rumxd", "ru", "rux"], other: ["-", "-", "-"] },
};

let world: World;
let cookies: Record<Caller, string>;
let policyId: string;

beforeAll(async () => {
  world = await createWorld();
  const { admin, author, powerUser, viewer, california, organizationId, project } = world;
  const people = {
    VIEWER: viewer,
    POWER_USER: powerUser,
    AUTHOR: author,
    ADMIN: admin,
    "tenant VIEWER": california.viewer,
    "tenant POWER_USER": california.powerUser,
  };
  cookies = Object.fromEntries(
    await Promise.all(callers.map(async (caller) => [caller, await cookieOf(people[caller].email)])),
  );
  const connectionId = await createConnectionRow(world);
  const data = { organizationId, projectId: project.id, connectionId, name: "state" };
  policyId = (await database.policy.create({ data, select: { id: true } })).id;
});

interface Made {
  readonly groupId: string;
  readonly memberId: string;
  readonly strangerId: string;
}

/** A group of that home with one member, somebody of the home who is not in it, and what it is to have. */
async function createCase(home: Home, has: Having): Promise<Made> {
  const { admin, organizationId, project, california, texas } = world;
  const tenantId = { organization: undefined, own: california.tenant.id, other: texas.tenant.id }[home];
  const { id: groupId } = await createGroup(admin, { name: uuidv7(), ...(tenantId ? { tenantId } : {}) });
  const somebody = async () => {
    const input = { email: `${uuidv7()}@harbour.example`, displayName: "Somebody", role: "VIEWER" } as const;
    return (await createPerson(admin, { ...input, ...(tenantId ? { tenantId } : {}) })).userId;
  };
  const [memberId, strangerId] = [await somebody(), await somebody()];
  await addGroupMembers(admin, groupId, [memberId]);
  if (has === "policy") {
    await database.assignment.create({
      data: { organizationId, policyId, kind: "GROUP", groupId, subjectKey: groupId },
      select: { id: true },
    });
  }
  if (has === "dashboard") {
    const board = { projectId: project.id, title: "Theirs", ...(tenantId ? { tenantId } : {}) };
    const { id } = await createDashboard(admin, board);
    await shareDashboard(admin, id, { scope: "GROUP", groupId, level: "EDITOR" });
  }
  return { groupId, memberId, strangerId };
}

const one = "/api/v1/groups/{id}";
const body = { body: {} as never };

async function overHttp(caller: Caller, { groupId: id, memberId, strangerId }: Made): Promise<string> {
  const headers = { cookie: cookies[caller], "sec-fetch-site": "same-origin" };
  const member = { id, userId: memberId };
  const answers = [
    await callApi({ method: "get", path: one }, headers, { id }),
    await callApi({ method: "patch", path: one, request: body }, headers, { id }, { body: { description: "x" } }),
    await callApi(
      { method: "post", path: `${one}/members`, request: body },
      headers,
      { id },
      { body: { userIds: [strangerId] } },
    ),
    await callApi({ method: "delete", path: `${one}/members/{userId}` }, headers, member),
    await callApi({ method: "delete", path: one }, headers, { id }),
  ];
  return inLetters(answers.map(({ status }) => (status < 300 ? "ok" : status === 404 ? "not_found" : String(status))));
}

async function byActions(caller: Caller, { groupId, memberId, strangerId }: Made): Promise<string> {
  const answerOf = async (name: string, ...args: readonly unknown[]) => {
    const { ok, error } = await callAction(name, args, cookies[caller]);
    return ok ? "ok" : error?.code === "forbidden" ? "403" : (error?.code ?? "");
  };
  const { name } = await database.group.findUniqueOrThrow({ where: { id: groupId } });
  const found = await callAction("findGroupsAction", [name], cookies[caller]);
  const seen = found.ok && JSON.stringify(found.data).includes(groupId) ? "ok" : "not_found";
  return inLetters([
    found.ok ? seen : "403",
    await answerOf("updateGroupAction", groupId, { description: "x" }),
    await answerOf("addMembersAction", groupId, { userIds: [strangerId] }),
    await answerOf("removeMemberAction", groupId, memberId),
    await answerOf("deleteGroupAction", groupId),
  ]);
}

/** What is seen refuses with 403, what is not seen is not found whatever is asked of it; anything else shows as it is. */
function inLetters(answers: readonly string[]): string {
  if (answers.every((answer) => answer === "not_found")) return "-";
  return answers
    .map((answer, index) => (answer === "403" ? "" : answer === "ok" ? "rumxd".charAt(index) : ` ${answer} `))
    .join("");
}

describe("R16: role × home × what the group has × action", () => {
  const cases = callers.flatMap((caller) => homes.map((home) => [caller, home] as const));
  test.each(cases)(
    "a %s may do to a group of %s what the table says, over HTTP and by action",
    async (caller, home) => {
      const found: [string, string][] = [];
      for (const has of having) {
        found.push([
          await overHttp(caller, await createCase(home, has)),
          await byActions(caller, await createCase(home, has)),
        ]);
      }
      expect(found).toEqual(table[caller][home].map((allowed) => [allowed, allowed]));
    },
  );
});
