import { beforeAll, describe, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { database } from "@/lib/database";
import { issueEmbedToken } from "@/lib/embed/issue-embed-token";
import { issueTokenSchema } from "@/lib/embed/token-schema";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/identity/api-keys/revoke-api-key";
import { readProjectSecret } from "@/lib/projects/project-secret";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { disableUser } from "@/lib/users/disable-user";
import { updateUser } from "@/lib/users/update-user";
import type { AccessLevel } from "@/prisma/client/enums";
import { callApi, cookieOf } from "../../support/call-api";
import { createPerson, createWorld, type World } from "../../support/world";

/*
 * What each kind of credential may do to one dashboard, against a table written by hand: `v` view, `e` edit, `s` share,
 * `d` delete, `-` it is not there, nothing at all when everything is forbidden, `401` when nobody is there.
 */

type Headers = Readonly<Record<string, string>>;

/** Who asks, what reaches California's users on California's dashboard, and what comes of it. */
const table: readonly (readonly [credential: string, share: AccessLevel | null, allowed: string])[] = [
  ["key to read", null, "v"],
  ["key to read and write", null, "vesd"],
  ["key to write only", null, ""],
  ["key for other things", null, ""],
  ["key of somebody demoted", null, "-"],
  ["key that was revoked", null, "401"],
  ["key that ran out", null, "401"],
  ["key of somebody disabled", null, "401"],
  ["cookie of somebody disabled", "OWNER", "401"],
  ["dashboard token", null, "v"],
  ["dashboard token with allowEdit", null, "ve"],
  ["dashboard token of another dashboard", "OWNER", "-"],
  ["project token of a VIEWER", null, "-"],
  ["project token of a VIEWER", "OWNER", "v"],
  ["project token of a POWER_USER", "VIEWER", "v"],
  ["project token of a POWER_USER", "EDITOR", "ve"],
  ["project token of a POWER_USER", "CONTRIBUTOR", "ves"],
  ["project token of a POWER_USER", "OWNER", "vesd"],
  ["project token of another tenant's POWER_USER", "OWNER", "-"],
  ["project token of an ADMIN", "OWNER", "-"],
  ["project token that lists another dashboard", "OWNER", "-"],
];

let world: World;
let credentials: Record<string, (dashboardId: string) => Promise<Headers>>;

beforeAll(async () => {
  world = await createWorld();
  const { admin, project, california, texas } = world;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const adminNamed = (name: string) =>
    createPerson(admin, { email: `${name}@harbour.example`, displayName: name, role: "ADMIN" });
  const key = async (scopes: string[], by = admin, expiresAt?: string) =>
    createApiKey(by, { name: "Job", scopes: scopes as never, ...(expiresAt ? { expiresAt } : {}) });
  const both = ["dashboard:read", "dashboard:write"];
  const token = async (input: object) => bearer((await issueEmbedToken(issueTokenSchema.parse(input))).accessToken);
  const dashboardToken = async (dashboardId: string, more = {}) => {
    const { secret: dashboardSecret } = await readDashboardSecret(admin, dashboardId);
    return token({ dashboardId, dashboardSecret, tenantId: california.tenant.id, ...more });
  };
  const { secret: projectSecret } = await readProjectSecret(admin, project.id);
  const projectToken = (more: object) => token({ type: "project", projectId: project.id, projectSecret, ...more });
  const someKey = async (scopes: string[]) => bearer((await key(scopes)).key);

  const demoted = await adminNamed("demoted");
  const ofDemoted = await key(both, demoted as typeof admin);
  await updateUser(admin, demoted.userId, { role: "AUTHOR" });
  const disabled = await adminNamed("disabled");
  const ofDisabled = await key(both, disabled as typeof admin);
  await disableUser(admin, disabled.userId);
  const revoked = await key(both);
  await revokeApiKey(admin, revoked.id);
  const over = await key(both, admin, new Date(Date.now() + 60_000).toISOString());
  await database.apiKey.update({ where: { id: over.id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  const gone = await createPerson(admin, {
    email: "gone@california.example",
    displayName: "Gone",
    role: "POWER_USER",
    tenantId: california.tenant.id,
  });
  const cookieOfGone = await cookieOf(gone.email);
  await disableUser(admin, gone.userId);

  credentials = {
    "key to read": () => someKey(["dashboard:read"]),
    "key to read and write": () => someKey(both),
    "key to write only": () => someKey(["dashboard:write"]),
    "key for other things": () => someKey(["tenant:read", "tenant:write"]),
    "key of somebody demoted": async () => bearer(ofDemoted.key),
    "key of somebody disabled": async () => bearer(ofDisabled.key),
    "key that was revoked": async () => bearer(revoked.key),
    "key that ran out": async () => bearer(over.key),
    "cookie of somebody disabled": async () => ({ cookie: cookieOfGone, "sec-fetch-site": "same-origin" }),
    "dashboard token": (id) => dashboardToken(id),
    "dashboard token with allowEdit": (id) => dashboardToken(id, { allowEdit: true }),
    "dashboard token of another dashboard": async () => dashboardToken(await createBoard(null)),
    "project token of a VIEWER": () =>
      projectToken({ endUserId: california.viewer.userId, tenantId: california.tenant.id }),
    "project token of a POWER_USER": () =>
      projectToken({ endUserId: california.powerUser.userId, tenantId: california.tenant.id }),
    "project token of another tenant's POWER_USER": () =>
      projectToken({ endUserId: texas.powerUser.userId, tenantId: texas.tenant.id }),
    "project token of an ADMIN": () => projectToken({ orgUserId: admin.userId }),
    "project token that lists another dashboard": async () =>
      projectToken({ endUserId: california.powerUser.userId, dashboardIds: [await createBoard("OWNER")] }),
  };
});

/** California's dashboard, owned by an AUTHOR who has nothing to do with any of the credentials. */
async function createBoard(share: AccessLevel | null): Promise<string> {
  const { author, project, california } = world;
  const tenantId = california.tenant.id;
  const { id } = await createDashboard(author, { projectId: project.id, title: "Delays", tenantId });
  if (share) await shareDashboard(author, id, { scope: "TENANT", tenantId, level: share });
  return id;
}

const one = "/api/v1/dashboards/{dashboardId}";
const body = { body: {} as never };

async function allowedTo(headers: Headers, dashboardId: string): Promise<string> {
  const ids = { dashboardId };
  const looked = await callApi({ method: "get", path: one }, headers, ids);
  const edited = await callApi({ method: "patch", path: one, request: body }, headers, ids, {
    body: { description: "x" },
  });
  const { userId } = world.california.viewer;
  const share = { scope: "USER", userId, level: "VIEWER", dashboardVersion: edited.ok ? 2 : 1 };
  const answers = [
    looked,
    edited,
    await callApi({ method: "post", path: `${one}/shares`, request: body }, headers, ids, { body: share }),
    await callApi({ method: "delete", path: one }, headers, ids),
  ];
  const statuses = answers.map(({ status }) => status);
  if (new Set(statuses).size === 1 && statuses[0] === 401) return "401";
  if (statuses.every((status) => status === 404)) return "-";
  return statuses
    .map((status, index) => (status === 403 ? "" : status < 300 ? "vesd".charAt(index) : ` ${status} `))
    .join("");
}

describe("R08: credential × share × action", () => {
  test.each(table)("a %s with a share of %s may do: %s", async (credential, share, allowed) => {
    const dashboardId = await createBoard(share);
    const headersFor = credentials[credential];
    if (!headersFor) throw new Error(`No ${credential}`);
    expect(await allowedTo(await headersFor(dashboardId), dashboardId)).toBe(allowed);
  });

  test("every credential stands in the table", () => {
    expect(Object.keys(credentials).sort()).toEqual([...new Set(table.map(([credential]) => credential))].sort());
  });
});
