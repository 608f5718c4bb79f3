import { createHmac, createPublicKey } from "node:crypto";
import { CompactSign, exportJWK, generateKeyPair, type JWK } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { shiftClock } from "@/lib/clock";
import { rotateDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { database } from "@/lib/database";
import { createDomain } from "@/lib/domains/create-domain";
import { deleteDomain } from "@/lib/domains/delete-domain";
import { listDomains } from "@/lib/domains/domain-queries";
import { updateDomain } from "@/lib/domains/update-domain";
import { dashboardDataResponse } from "@/lib/embed/dashboard-data";
import { invalidateResponse, refreshResponse } from "@/lib/embed/token-response";
import { currentSigningKey, publicKeySet } from "@/lib/identity/embed-sessions/signing-keys";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { rotateProjectSecret } from "@/lib/projects/project-secret";
import { encryptSecret } from "@/lib/secrets/encrypt-secret";
import { deleteTenant } from "@/lib/tenants/delete-tenant";
import { disableUser } from "@/lib/users/disable-user";
import { uuidv7 } from "@/lib/uuid";
import { actorOf } from "@/tests/support/world";
import { createTokenFixture, issued, post, readReply, requestToken, type TokenFixture } from "./token-fixture";

let it: TokenFixture;
let sid: string;
let genuine: string;

beforeAll(async () => {
  it = await createTokenFixture();
  // An ADMIN's token has no override: it opens what is shared with the person.
  for (const { id } of [it.shared, it.everybodys]) {
    await shareWithPerson(it, id, { id: it.admin.id, homeId: it.organizationId });
  }
});

/** Shares a dashboard of a person's own home with that person. */
function shareWithPerson(world: TokenFixture, dashboardId: string, person: { id: string; homeId: string }) {
  return database.share.create({
    data: {
      organizationId: world.organizationId,
      dashboardId,
      dashboardHomeId: person.homeId,
      scope: "USER",
      userId: person.id,
      subjectHomeId: person.homeId,
      subjectId: person.id,
      level: "VIEWER",
    },
  });
}

afterEach(() => {
  shiftClock(0);
  vi.useRealTimers();
});

const dashboardBody = (more: object = {}) => ({
  dashboardId: it.shared.id,
  dashboardSecret: it.shared.secret,
  ...more,
});
const projectBody = (more: object = {}) => ({
  type: "project",
  projectId: it.projectId,
  projectSecret: it.projectSecret,
  orgUserId: it.admin.id,
  ...more,
});

/** What a browser that holds the token gets when it asks for its dashboard's data. */
async function ask(token: string, dashboardId = it.shared.id): Promise<{ status: number; body: string }> {
  const response = await dashboardDataResponse(
    new Request(`http://localhost:3000/api/v1/dashboards/${dashboardId}/data`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: "{}",
    }),
  );
  return { status: response.status, body: await response.text() };
}

type Part = Record<string, unknown>;
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const decode = (part: string | undefined) => JSON.parse(Buffer.from(part ?? "", "base64url").toString()) as Part;
const without = (part: Part, name: string): Part =>
  Object.fromEntries(Object.entries(part).filter(([key]) => key !== name));

describe("a forged token", () => {
  let header: Part;
  let claims: Part;
  let own: Awaited<ReturnType<typeof currentSigningKey>>["privateKey"];
  let published: JWK;

  beforeEach(async () => {
    genuine = (await issued(dashboardBody({ tenantId: it.a.id }))).accessToken;
    sid = (await actorFromEmbedToken(genuine)).embedSessionId;
    header = decode(genuine.split(".")[0]);
    claims = decode(genuine.split(".")[1]);
    own = (await currentSigningKey()).privateKey;
    [published = {}] = (await publicKeySet()).keys;
  });

  /** Signed with our own key, so that what refuses it is not the signature. */
  const signed = (head: Part, payload: unknown, key = own) => {
    const bytes = new TextEncoder().encode(typeof payload === "string" ? payload : JSON.stringify(payload));
    const understood = Object.fromEntries(((head.crit as string[]) ?? []).map((name) => [name, name === "b64"]));
    return new CompactSign(bytes).setProtectedHeader(head as { alg: string }).sign(key, { crit: understood });
  };
  const hmac = (head: Part, secret: string | Buffer) => {
    const input = `${encode(head)}.${encode(claims)}`;
    return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
  };
  const stranger = async (alg = "ES256") => generateKeyPair(alg, { extractable: true });
  const publicKey = () => createPublicKey({ key: published as never, format: "jwk" });

  test("made like a genuine one, with the same claims and our key, is accepted: what follows fails for its own reason", async () => {
    expect((await ask(await signed(header, claims))).status).toBe(200);
  });

  const forgeries: Record<string, () => Promise<string> | string> = {
    "alg none": () => `${encode({ ...header, alg: "none" })}.${encode(claims)}.`,
    "alg NoNe": () => `${encode({ ...header, alg: "NoNe" })}.${encode(claims)}.`,
    "alg none with the genuine signature": () =>
      `${encode({ ...header, alg: "none" })}.${genuine.split(".").slice(1).join(".")}`,
    "no alg": () => `${encode(without(header, "alg"))}.${encode(claims)}.${genuine.split(".")[2]}`,
    "no signature": () => `${genuine.split(".").slice(0, 2).join(".")}.`,
    "HS256 with the public key's PEM": () =>
      hmac({ ...header, alg: "HS256" }, publicKey().export({ type: "spki", format: "pem" }) as string),
    "HS256 with the public key's DER": () =>
      hmac({ ...header, alg: "HS256" }, publicKey().export({ type: "spki", format: "der" }) as Buffer),
    "HS256 with the published JWK": () => hmac({ ...header, alg: "HS256" }, JSON.stringify(published)),
    "HS256 with an empty secret": () => hmac({ ...header, alg: "HS256" }, ""),
    "RS256 under our key id": async () =>
      signed({ ...header, alg: "RS256" }, claims, (await stranger("RS256")).privateKey),
    "EdDSA under our key id": async () =>
      signed({ ...header, alg: "EdDSA" }, claims, (await stranger("EdDSA")).privateKey),
    "ES384 under our key id": async () =>
      signed({ ...header, alg: "ES384" }, claims, (await stranger("ES384")).privateKey),
    "another ES256 key under our key id": async () => signed(header, claims, (await stranger()).privateKey),
    "an unknown kid": () => signed({ ...header, kid: uuidv7() }, claims),
    "no kid": () => signed(without(header, "kid"), claims),
    "a kid that is a path": () => signed({ ...header, kid: "../../../../dev/null" }, claims),
    "a kid that is SQL": () => signed({ ...header, kid: `${header.kid}' OR '1'='1` }, claims),
    "a kid with a null character": () => signed({ ...header, kid: `${header.kid}\u0000` }, claims),
    "a kid that is a list": () => signed({ ...header, kid: [header.kid] }, claims),
    "a kid that is a number": () => signed({ ...header, kid: 1 }, claims),
    jku: () => signed({ ...header, jku: "https://attacker.example/keys.json" }, claims),
    x5u: () => signed({ ...header, x5u: "https://attacker.example/cert.pem" }, claims),
    x5c: () => signed({ ...header, x5c: ["MIIB"] }, claims),
    "jwk, signed by it": async () => {
      const { publicKey: theirs, privateKey } = await stranger();
      return signed({ ...header, jwk: await exportJWK(theirs) }, claims, privateKey);
    },
    "a crit header nobody knows": () => signed({ ...header, crit: ["exp"], exp: claims.exp }, claims),
    "a crit header of one's own": () =>
      signed({ ...header, crit: ["http://example.com/x"], "http://example.com/x": 1 }, claims),
    "an unencoded payload": () =>
      `${encode({ ...header, b64: false, crit: ["b64"] })}.${encode(claims)}.${genuine.split(".")[2]}`,
    "typ JWT": () => signed({ ...header, typ: "JWT" }, claims),
    "no typ": () => signed(without(header, "typ"), claims),
    "another issuer": () => signed(header, { ...claims, iss: "https://elsewhere.example" }),
    "an issuer with a slash at its end": () => signed(header, { ...claims, iss: `${claims.iss}/` }),
    "another audience": () => signed(header, { ...claims, aud: "bulkhead-portal" }),
    "an unknown session": () => signed(header, { ...claims, sid: uuidv7() }),
    "a session that is a list": () => signed(header, { ...claims, sid: [sid] }),
    "a session that is SQL": () => signed(header, { ...claims, sid: `${sid}' --` }),
    "times as text": () => signed(header, { ...claims, exp: String(claims.exp) }),
    "a payload that is a list": () => signed(header, [claims]),
    "a payload that is no JSON": () => signed(header, "nothing"),
    "four parts": () => `${genuine}.${genuine.split(".")[2]}`,
    "an encrypted token's five parts": () => `${genuine}.AAAA.AAAA`,
    "another token's signature": async () => {
      const other = (await issued(dashboardBody())).accessToken;
      return [...genuine.split(".").slice(0, 2), other.split(".")[2]].join(".");
    },
  };

  test.each(Object.entries(forgeries))("with %s refuses like any other", async (_, forge) => {
    const answer = await ask(await forge());
    expect([answer.status, JSON.parse(answer.body).error.code]).toEqual([401, "unauthenticated"]);
  });

  test.each(["iss", "aud", "exp", "iat", "jti", "sid"])("without the claim %s refuses", async (name) => {
    expect((await ask(await signed(header, without(claims, name)))).status).toBe(401);
  });

  test.each([0, 1, 2])("with any byte of part %i changed refuses", async (part) => {
    const parts = genuine.split(".");
    const bytes = Buffer.from(parts[part] ?? "", "base64url");
    for (let position = 0; position < bytes.length; position += 3) {
      const changed = Buffer.from(bytes);
      changed[position] = (changed[position] ?? 0) ^ 1;
      const token = parts.map((text, index) => (index === part ? changed.toString("base64url") : text)).join(".");
      await expect(actorFromEmbedToken(token)).rejects.toMatchObject({ code: "unauthenticated" });
    }
  });

  test("may begin up to 60 seconds from now by another instance's clock, and not a second more; its end is exact", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Math.floor(Date.now() / 1000) * 1000);
    const second = Math.floor(Date.now() / 1000);
    for (const [claim, ahead, status] of [
      ["nbf", 60, 200],
      ["nbf", 61, 401],
      ["iat", 60, 200],
      ["iat", 61, 401],
    ] as const) {
      const answer = await ask(await signed(header, { ...claims, [claim]: second + ahead, jti: uuidv7() }));
      expect([claim, ahead, answer.status]).toEqual([claim, ahead, status]);
    }
    expect((await ask(await signed(header, { ...claims, exp: second + 1 }))).status).toBe(200);
    for (const exp of [second, second - 61])
      expect((await ask(await signed(header, { ...claims, exp }))).status).toBe(401);
  });
});

describe("a genuine token", () => {
  test("of one project opens no dashboard of another, and of one dashboard no other", async () => {
    const foreign = await createTokenFixture();
    const tokens = [await issued(dashboardBody()), await issued(projectBody())];
    for (const { accessToken } of tokens) {
      expect((await ask(accessToken)).status).toBe(200);
      for (const id of [foreign.shared.id, foreign.everybodys.id, uuidv7(), "no-id"]) {
        expect((await ask(accessToken, id)).status).toBe(404);
      }
    }
    expect((await ask(tokens[0]?.accessToken ?? "", it.everybodys.id)).status).toBe(404);
  });

  type Ending = (world: TokenFixture, token: { accessToken: string; refreshToken: string }) => Promise<unknown>;
  const dashboardToken = (world: TokenFixture) => ({
    dashboardId: world.shared.id,
    dashboardSecret: world.shared.secret,
    tenantId: world.a.id,
  });
  const personToken = (world: TokenFixture) => ({
    type: "project",
    projectId: world.projectId,
    projectSecret: world.projectSecret,
    endUserId: world.endUser.id,
  });
  const adminOf = (world: TokenFixture) => actorOf(world.admin.id);
  const refresh = (refreshToken: string) => refreshResponse(post("/api/v1/token/refresh", { refreshToken }));

  const endings: [string, (world: TokenFixture) => object, Ending][] = [
    [
      "it was invalidated",
      dashboardToken,
      (_, { accessToken }) => invalidateResponse(post("/api/v1/invalidate-token", { accessToken })),
    ],
    [
      "its refresh token was used twice",
      dashboardToken,
      async (_, { refreshToken }) => [await refresh(refreshToken), await refresh(refreshToken)],
    ],
    ["its tenant was deleted", dashboardToken, async (world) => deleteTenant(await adminOf(world), world.a.id)],
    [
      "its dashboard was unshared",
      dashboardToken,
      (world) => database.share.deleteMany({ where: { dashboardId: world.shared.id } }),
    ],
    [
      "its dashboard was deleted",
      dashboardToken,
      (world) => database.dashboard.delete({ where: { id: world.shared.id } }),
    ],
    [
      "the dashboard's secret was replaced",
      dashboardToken,
      async (world) => rotateDashboardSecret(await adminOf(world), world.shared.id),
    ],
    [
      "the project's secret was replaced",
      personToken,
      async (world) => rotateProjectSecret(await adminOf(world), world.projectId),
    ],
    ["its person was disabled", personToken, async (world) => disableUser(await adminOf(world), world.endUser.id)],
    ["its person was deleted", personToken, (world) => database.user.delete({ where: { id: world.endUser.id } })],
    ["its person's tenant was deleted", personToken, async (world) => deleteTenant(await adminOf(world), world.a.id)],
    ["its project was deleted", personToken, (world) => database.project.delete({ where: { id: world.projectId } })],
  ];

  test.each(endings)("is refused within 5 s after %s, and so is its refresh token", async (_, bodyOf, end) => {
    const world = await createTokenFixture();
    const body = bodyOf(world);
    const token = await issued(body as Record<string, unknown>);
    const bystander = await issued(dashboardBody());
    const opens = "dashboardId" in body ? world.shared.id : world.tenants.id;
    if (!("dashboardId" in body)) {
      await shareWithPerson(world, opens, { id: world.endUser.id, homeId: world.a.id });
    }
    expect((await ask(token.accessToken, opens)).status).toBe(200);
    await end(world, token);
    shiftClock(5_000);
    expect((await ask(token.accessToken, opens)).status).toBe(401);
    expect((await refresh(token.refreshToken)).status).toBe(401);
    expect((await ask(bystander.accessToken)).status).toBe(200);
  });

  test("a secret that was replaced mints nothing more, and the new one does", async () => {
    const world = await createTokenFixture();
    const { secret } = await rotateProjectSecret(await adminOf(world), world.projectId);
    expect((await requestToken(personToken(world))).status).toBe(401);
    expect((await requestToken({ ...personToken(world), projectSecret: secret })).status).toBe(200);
  });
});

describe("the body of a token request", () => {
  let connectionId: string;

  beforeAll(async () => {
    const { organizationId, projectId } = it;
    const connection = await database.connection.create({
      data: {
        organizationId,
        projectId,
        name: "Flights",
        engine: "DUCKDB",
        settingsCiphertext: encryptSecret("connection.settings", JSON.stringify({ engine: "DUCKDB", tables: [] })),
      },
    });
    connectionId = connection.id;
    await database.policy.create({
      data: {
        organizationId,
        projectId,
        connectionId,
        name: "state",
        rules: { create: { tableName: "flights", filter: "state IN {{ state }}" } },
      },
    });
    for (const dashboard of [it.shared, it.everybodys]) {
      await database.card.create({
        data: {
          dashboardId: dashboard.id,
          projectId,
          connectionId,
          kind: "TABLE",
          title: "All",
          sql: "SELECT 1",
          layout: { x: 0, y: 0, width: 6, height: 4 },
        },
      });
    }
  });

  const state = (value: unknown = ["CA"]) => ({ name: "state", params: { state: value } });
  const good: [string, () => object][] = [
    ["cls as an object", () => dashboardBody({ cls: state() })],
    ["cls as a list", () => dashboardBody({ cls: [state()] })],
    ["rcls as an object", () => dashboardBody({ rcls: state("CA") })],
    ["rcls as a list, with the connection", () => dashboardBody({ rcls: [{ ...state(), connectionId }] })],
    ["one policy in both, with the same value", () => dashboardBody({ cls: state(), rcls: state() })],
    ["empty lists", () => dashboardBody({ cls: [], rcls: [] })],
    ["values of every kind", () => dashboardBody({ rcls: state([1, "two", true, "", -0.5]) })],
    ["an empty list as a value", () => dashboardBody({ rcls: state([]) })],
    ["sls", () => dashboardBody({ sls: "tenant_a" })],
    ["params for a declared filter", () => dashboardBody({ params: { carrier: ["AA", "UA"] } })],
    [
      "every part of config",
      () => dashboardBody({ config: { theme: "dark", locale: "de-AT", showTitle: false, showFilters: true } }),
    ],
    ["allowEdit", () => dashboardBody({ allowEdit: true })],
    ["the shortest and the longest lifetime", () => dashboardBody({ tokenExpiry: 1 })],
    ["an initial dashboard", () => projectBody({ initialDashboardId: it.shared.id })],
    ["a target dashboard", () => projectBody({ targetDashboardId: it.shared.id })],
    [
      "a white list with the initial one in it",
      () => projectBody({ dashboardIds: [it.shared.id, it.everybodys.id], initialDashboardId: it.everybodys.id }),
    ],
    ["a white list in capitals", () => projectBody({ dashboardIds: [it.shared.id.toUpperCase()] })],
    ["policies of a project token", () => projectBody({ rcls: [state()], sls: "tenant_a", params: { carrier: "AA" } })],
  ];

  test.each(good)("may have %s", async (_, body) => {
    const reply = await requestToken(body() as Record<string, unknown>);
    expect([reply.status, reply.body.error]).toEqual([200, undefined]);
  });

  const bad: [string, () => object][] = [
    ["an unknown field", () => dashboardBody({ tenantid: it.a.id })],
    ["a project's field in a dashboard token", () => dashboardBody({ semanticDomainAccess: { mode: "all" } })],
    ["a dashboard's field in a project token", () => projectBody({ allowEdit: true })],
    ["another type", () => dashboardBody({ type: "admin" })],
    ["cls as text", () => dashboardBody({ cls: "state" })],
    ["cls as null", () => dashboardBody({ cls: null })],
    ["a policy with a misspelt field", () => dashboardBody({ cls: { name: "state", parameters: {} } })],
    ["a policy without a name", () => dashboardBody({ rcls: { params: { state: "CA" } } })],
    ["a policy nobody made", () => dashboardBody({ rcls: { name: "nation", params: {} } })],
    ["a policy of another connection", () => dashboardBody({ rcls: { ...state(), connectionId: uuidv7() } })],
    ["a policy's parameter too few", () => dashboardBody({ rcls: { name: "state" } })],
    [
      "a policy's parameter too many",
      () => dashboardBody({ rcls: { name: "state", params: { state: "CA", city: "LA" } } }),
    ],
    ["two values for one parameter", () => dashboardBody({ cls: state("CA"), rcls: state("TX") })],
    ["null as a value", () => dashboardBody({ rcls: state(null) })],
    ["null in a list", () => dashboardBody({ rcls: state(["CA", null]) })],
    ["an object as a value", () => dashboardBody({ rcls: state({ $ne: "CA" }) })],
    ["a list in a list", () => dashboardBody({ rcls: state([["CA"]]) })],
    ["51 policies", () => dashboardBody({ rcls: Array.from({ length: 51 }, () => state()) })],
    ["sls as a list", () => dashboardBody({ sls: ["tenant_a"] })],
    ["sls with a dot", () => dashboardBody({ sls: "tenant_a.secrets" })],
    ["sls that is empty", () => dashboardBody({ sls: "" })],
    ["params for an unknown filter", () => dashboardBody({ params: { state: "CA" } })],
    ["params as a list", () => dashboardBody({ params: ["AA"] })],
    ["null in params", () => dashboardBody({ params: { carrier: null } })],
    ["an unknown part of config", () => dashboardBody({ config: { allowSql: true } })],
    ["an unknown theme", () => dashboardBody({ config: { theme: "<script>" } })],
    ["a locale that is none", () => dashboardBody({ config: { locale: "en US;" } })],
    ["allowEdit as text", () => dashboardBody({ allowEdit: "true" })],
    ["a lifetime of nothing", () => dashboardBody({ tokenExpiry: 0 })],
    ["a lifetime beyond a day", () => dashboardBody({ tokenExpiry: 86_401 })],
    ["a lifetime as text", () => projectBody({ tokenExpiry: "3600" })],
    ["an empty white list", () => projectBody({ dashboardIds: [] })],
    ["an unknown dashboard in the white list", () => projectBody({ dashboardIds: [it.shared.id, uuidv7()] })],
    [
      "an initial dashboard outside the white list",
      () => projectBody({ dashboardIds: [it.shared.id], initialDashboardId: it.everybodys.id }),
    ],
    [
      "a target dashboard outside the white list",
      () => projectBody({ dashboardIds: [it.shared.id], targetDashboardId: it.everybodys.id }),
    ],
    ["a target dashboard that does not exist", () => projectBody({ targetDashboardId: uuidv7() })],
    [
      "a role above POWER_USER",
      () =>
        projectBody({
          orgUserId: undefined,
          endUserEmail: "x@example.com",
          tenantId: it.a.id,
          autoCreateEndUser: true,
          role: "ADMIN",
        }),
    ],
    [
      "a prototype in its policies",
      () =>
        JSON.parse(
          `{"dashboardId":"${it.shared.id}","dashboardSecret":"${it.shared.secret}","rcls":{"name":"state","params":{"__proto__":"CA"}}}`,
        ),
    ],
  ];

  test.each(bad)("may not have %s", async (_, body) => {
    const reply = await requestToken(body() as Record<string, unknown>);
    expect([reply.status, reply.body.error.code]).toEqual([400, "invalid_input"]);
    expect(reply.body).not.toHaveProperty("accessToken");
  });

  test("what it asks for is what the token carries, and nothing else", async () => {
    const viewerOf = async (body: object) =>
      actorFromEmbedToken((await issued(body as Record<string, unknown>)).accessToken);
    expect(await viewerOf(dashboardBody({ allowEdit: true }))).toMatchObject({
      allowEdit: true,
      dashboardId: it.shared.id,
    });
    expect(await viewerOf(dashboardBody())).toMatchObject({ allowEdit: false });
    const target = { targetDashboardId: it.shared.id, dashboardIds: [it.shared.id, it.everybodys.id] };
    expect(await viewerOf(projectBody(target))).toMatchObject({ dashboardIds: [it.shared.id], allowEdit: false });
    const listed = await issued(
      projectBody({ dashboardIds: [it.everybodys.id], initialDashboardId: it.everybodys.id }),
    );
    expect((await ask(listed.accessToken, it.everybodys.id)).status).toBe(200);
    expect((await ask(listed.accessToken, it.shared.id)).status).toBe(404);
  });

  test.each([
    ["a wrong secret", () => dashboardBody({ dashboardSecret: "bh_dash_wrong" })],
    ["a wrong id", () => dashboardBody({ dashboardId: uuidv7() })],
    ["no id at all", () => dashboardBody({ dashboardId: "' OR 1=1 --" })],
    ["another dashboard's secret", () => dashboardBody({ dashboardSecret: it.everybodys.secret })],
    ["the hash in place of the secret", () => dashboardBody({ dashboardSecret: "0".repeat(64) })],
    ["a tenant it is not shared with", () => dashboardBody({ tenantId: it.b.id })],
    ["a wrong project secret", () => projectBody({ projectSecret: "bh_proj_wrong" })],
    ["a wrong project", () => projectBody({ projectId: uuidv7() })],
    ["the dashboard's secret for the project", () => projectBody({ projectSecret: it.shared.secret })],
  ])("with %s gets the one answer to all of them, byte for byte", async (_, body) => {
    const reply = await requestToken(body() as Record<string, unknown>);
    expect([reply.status, JSON.stringify(reply.body), reply.headers.get("cache-control")]).toEqual([
      401,
      '{"error":{"code":"unauthenticated","message":"The id or the secret is not right"}}',
      "no-store",
    ]);
    for (const name of ["limit", "remaining", "reset"])
      expect(reply.headers.get(`x-ratelimit-${name}`)).toMatch(/^\d+$/);
  });
});

describe("semantic domains of a token", () => {
  test("R09: renaming changes no session, deleting closes it, and a name that came later is not found", async () => {
    const admin = await actorOf(it.admin.id);
    const sales = await createDomain(admin, { projectId: it.projectId, name: "Sales" });
    const finance = await createDomain(admin, { projectId: it.projectId, name: "Finance" });
    const access = { semanticDomainAccess: { mode: "include", domains: ["Sales", finance.id] } };
    const viewer = await actorFromEmbedToken((await issued(projectBody(access))).accessToken);
    const seen = async () => (await listDomains(viewer)).data.map(({ name }) => name);
    expect(await seen()).toEqual(["Finance", "Sales"]);
    await updateDomain(admin, sales.id, { name: "Revenue" });
    await createDomain(admin, { projectId: it.projectId, name: "Sales" });
    expect(await seen()).toEqual(["Finance", "Revenue"]);
    await deleteDomain(admin, finance.id);
    expect(await seen()).toEqual(["Revenue"]);
    const reply = await requestToken(
      projectBody({ semanticDomainAccess: { mode: "exclude", domains: ["Finance", "Sales", "Ghost"] } }),
    );
    expect(reply.body.error).toEqual({
      code: "invalid_input",
      message: "semanticDomainAccess.domains not found: Finance, Ghost",
    });
  });

  test("R08: a dashboard token learns no domain's name unless it may edit its dashboard", async () => {
    const admin = await actorOf(it.admin.id);
    await createDomain(admin, { projectId: it.projectId, name: "Everybody's", grants: [{ scope: "ALL_TENANTS" }] });
    const names = async (more: object) =>
      (await listDomains(await actorFromEmbedToken((await issued(dashboardBody(more))).accessToken))).data.length;
    expect([await names({}), await names({ tenantId: it.a.id })]).toEqual([0, 0]);
    expect(await names({ allowEdit: true })).toBeGreaterThan(0);
  });
});

test("every refusal of refreshing and invalidating is 400 or 401, whatever is sent", async () => {
  for (const body of [
    {},
    { refreshToken: 7 },
    { refreshToken: "x".repeat(5_000) },
    { refreshToken: "x", more: 1 },
    [],
    "null",
  ]) {
    for (const answer of [refreshResponse, invalidateResponse]) {
      const reply = await readReply(await answer(post("/api/v1/token/refresh", body as Record<string, unknown>)));
      expect([200, 400, 401]).toContain(reply.status);
    }
  }
});
