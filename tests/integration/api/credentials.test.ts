import { beforeAll, describe, expect, test } from "vitest";
import { GET as listAudit } from "@/app/api/v1/audit-events/route";
import { GET as openApi } from "@/app/api/v1/openapi.json/route";
import { DELETE as deleteTenant, GET as getTenant, PATCH as patchTenant } from "@/app/api/v1/tenants/[id]/route";
import { GET as listTenants, POST as postTenant } from "@/app/api/v1/tenants/route";
import { GET as listUsers } from "@/app/api/v1/users/route";
import type { PathContext } from "@/lib/http/path-context";
import { apiKeyScopes } from "@/lib/identity/api-keys/api-key-schema";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { cookieOf } from "../../support/call-api";
import { createWorld, type World } from "../../support/world";

let world: World;
let fullKey: string;
let adminCookie: string;
let tenantCookie: string;

const origin = "http://localhost:3000";
const nowhere = { params: Promise.resolve({ id: "" }) };

beforeAll(async () => {
  world = await createWorld();
  fullKey = (await createApiKey(world.admin, { name: "All", scopes: [...apiKeyScopes] })).key;
  adminCookie = await cookieOf(world.admin.email);
  tenantCookie = await cookieOf(world.california.powerUser.email);
});

/** Left out when undefined. */
type Sent = Headers | Readonly<Record<string, string | undefined>>;

type Route = (request: Request, context: PathContext) => Promise<Response>;

async function call(route: Route, headers: Sent, init: RequestInit & { path?: string } = {}, id = "") {
  const { path = "/api/v1/tenants", ...rest } = init;
  const sent = headers instanceof Headers ? headers : Object.entries(headers).filter(isSet);
  const response = await route(new Request(`${origin}${path}`, { ...rest, headers: sent }), {
    params: Promise.resolve({ id }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: response.status === 204 ? null : await response.json(),
  };
}

const isSet = (pair: [string, string | undefined]): pair is [string, string] => pair[1] !== undefined;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe("R08: which credential counts", () => {
  test("without any, or with one that nobody has, the answer is 401 with the error body", async () => {
    for (const headers of [{}, bearer(`bh_key_${"x".repeat(43)}`), bearer("not.a.token"), { cookie: "a=b" }]) {
      const { status, body, headers: answered } = await call(listTenants, headers);
      expect({ status, code: body.error.code }).toEqual({ status: 401, code: "unauthenticated" });
      expect(answered.get("cache-control")).toBe("no-store");
    }
  });

  test("with a bearer no cookie is looked at: a bad token beside an admin's cookie is refused", async () => {
    expect((await call(listTenants, { ...bearer("not.a.token"), cookie: adminCookie })).status).toBe(401);
    const weak = await createApiKey(world.admin, { name: "Weak", scopes: ["project:read"] });
    expect((await call(listTenants, { ...bearer(weak.key), cookie: adminCookie })).status).toBe(403);
  });

  test("two credentials, and one in the address, are refused", async () => {
    const twice = new Headers(bearer(fullKey));
    twice.append("authorization", `Bearer ${fullKey}`);
    expect((await call(listTenants, twice)).status).toBe(401);
    for (const name of ["access_token", "token", "apiKey"]) {
      const path = `/api/v1/tenants?${name}=${fullKey}`;
      expect((await call(listTenants, bearer(fullKey), { path })).status).toBe(401);
      expect((await call(listTenants, {}, { path })).status).toBe(401);
    }
    expect((await call(listTenants, { authorization: `Basic ${btoa("a:b")}`, cookie: adminCookie })).status).toBe(401);
  });

  test("the portal's cookie reads, with the rights of its person", async () => {
    expect((await call(listTenants, { cookie: adminCookie })).status).toBe(200);
    expect((await call(listTenants, { cookie: tenantCookie })).status).toBe(403);
    expect((await call(listUsers, { cookie: tenantCookie })).status).toBe(403);
  });
});

describe("a page of another site cannot use the portal's cookie", () => {
  const body = JSON.stringify({ key: "forged", name: "Forged" });

  test.each([
    {},
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site", origin },
    { "sec-fetch-site": "same-site", origin },
    { "sec-fetch-site": "none" },
  ])("not to write, with %j", async (headers) => {
    const { status } = await call(postTenant, { cookie: adminCookie, ...headers }, { method: "POST", body });
    expect(status).toBe(403);
  });

  test("nor to read", async () => {
    for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
      expect((await call(listTenants, { cookie: adminCookie, ...headers })).status).toBe(403);
    }
  });

  test("but the portal's own pages can", async () => {
    for (const [index, headers] of [{ origin }, { "sec-fetch-site": "same-origin" }].entries()) {
      const own = JSON.stringify({ key: `own${index}`, name: "Own" });
      const { status } = await call(postTenant, { cookie: adminCookie, ...headers }, { method: "POST", body: own });
      expect(status).toBe(201);
    }
  });
});

describe("a tenant over the API", () => {
  test("is created, read, changed and deleted, each with its status", async () => {
    const headers = bearer(fullKey);
    const body = JSON.stringify({ key: "maine", name: "Maine", attributes: { state: "Maine" } });
    const created = await call(postTenant, headers, { method: "POST", body });
    expect(created).toMatchObject({ status: 201, body: { key: "maine", userCount: 0, dashboardCount: 0 } });
    const { id } = created.body;
    expect(await call(getTenant, headers, {}, id)).toMatchObject({ status: 200, body: created.body });
    const change = { method: "PATCH", body: JSON.stringify({ name: "Vacationland" }) };
    expect(await call(patchTenant, headers, change, id)).toMatchObject({ status: 200, body: { name: "Vacationland" } });
    expect(await call(deleteTenant, headers, { method: "DELETE" }, id)).toMatchObject({ status: 204, body: null });
    expect(await call(getTenant, headers, {}, id)).toMatchObject({ status: 404 });
    const again = await call(postTenant, headers, { method: "POST", body });
    expect(again).toMatchObject({
      status: 409,
      body: { error: { code: "conflict", fields: { key: expect.any(String) } } },
    });
  });

  test("lists answer data and cursor, and nothing else", async () => {
    const { body } = await call(listTenants, bearer(fullKey), { path: "/api/v1/tenants?limit=1" });
    expect(Object.keys(body).sort()).toEqual(["data", "nextCursor"]);
    const next = await call(listTenants, bearer(fullKey), {
      path: `/api/v1/tenants?limit=1&cursor=${body.nextCursor}`,
    });
    expect(next.body.data[0].id).not.toBe(body.data[0].id);
  });

  test.each(["?limit=0", "?limit=201", "?limit=x", "?cursor=x", "?unknown=1", "?limit=1&limit=2"])(
    "query %s is refused",
    async (query) => {
      const { status, body } = await call(listTenants, bearer(fullKey), { path: `/api/v1/tenants${query}` });
      expect({ status, code: body.error.code }).toEqual({ status: 400, code: "invalid_input" });
      expect(Object.keys(body.error.fields)).toHaveLength(1);
    },
  );

  test.each(["{", "[]", '{"key":"x"}', '{"key":"x","name":"X","organizationId":"y"}'])(
    "body %s is refused",
    async (body) => {
      expect((await call(postTenant, bearer(fullKey), { method: "POST", body })).status).toBe(400);
    },
  );
});

test("the audit is read with filters, and names the API client that acted", async () => {
  const body = JSON.stringify({ key: "idaho", name: "Idaho" });
  const { body: tenant } = await call(postTenant, bearer(fullKey), { method: "POST", body });
  const path = `/api/v1/audit-events?tenantId=${tenant.id}&action=tenant.*`;
  const { body: events } = await call(listAudit, bearer(fullKey), { path });
  expect(events.data).toMatchObject([
    {
      action: "tenant.created",
      actorKind: "api_client",
      actorName: "All",
      targetId: tenant.id,
      details: { key: "idaho" },
    },
  ]);
  const later = `/api/v1/audit-events?tenantId=${tenant.id}&from=2099-01-01T00:00:00Z`;
  expect((await call(listAudit, bearer(fullKey), { path: later })).body.data).toEqual([]);
});

test("the OpenAPI document is for anybody", async () => {
  const response = await openApi(new Request(`${origin}/api/v1/openapi.json`), nowhere);
  expect(await response.json()).toMatchObject({ openapi: "3.1.0", paths: { "/api/v1/tenants": expect.any(Object) } });
});
