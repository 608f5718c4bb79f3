import { createHmac } from "node:crypto";
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWTHeaderParameters, SignJWT } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { invalidateResponse, refreshResponse } from "@/lib/embed/token-response";
import { currentSigningKey, publicKeySet } from "@/lib/identity/embed-sessions/signing-keys";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { uuidv7 } from "@/lib/uuid";
import { createTokenFixture, issued, post, readReply, shareWith, type TokenFixture } from "./token-fixture";

let it: TokenFixture;
let token: { accessToken: string; refreshToken: string };
let sid: string;

const dashboardBody = () => ({ dashboardId: it.shared.id, dashboardSecret: it.shared.secret, tenantId: it.a.id });
const refused = (accessToken: string) =>
  expect(actorFromEmbedToken(accessToken)).rejects.toMatchObject({ code: "unauthenticated" });
const refresh = async (refreshToken: string) =>
  readReply(await refreshResponse(post("/api/v1/token/refresh", { refreshToken })));

/** Real time cannot be waited for; what the process remembers gets older all the same. */
const later = (seconds: number) => shiftClock(seconds * 1000);

beforeAll(async () => {
  it = await createTokenFixture();
});

beforeEach(async () => {
  token = await issued(dashboardBody());
  sid = (await actorFromEmbedToken(token.accessToken)).embedSessionId;
});

afterEach(() => shiftClock(0));

describe("forged tokens", () => {
  const claims = () => ({ sid, scp: "x" });
  const header = async (): Promise<JWTHeaderParameters> => ({
    alg: "ES256",
    kid: (await currentSigningKey()).id,
    typ: "bh-embed+jwt",
  });
  const signed = (parts: JWTHeaderParameters, change: (jwt: SignJWT) => SignJWT = (jwt) => jwt) =>
    change(
      new SignJWT(claims())
        .setProtectedHeader(parts)
        .setIssuer("http://localhost:3000")
        .setAudience("bulkhead-embed")
        .setJti(uuidv7())
        .setIssuedAt()
        .setExpirationTime("1h"),
    );
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

  test("the same claims, signed by our key, are accepted: what follows fails for its own reason", async () => {
    const jwt = await signed(await header()).sign((await currentSigningKey()).privateKey);
    expect((await actorFromEmbedToken(jwt)).embedSessionId).toBe(sid);
  });

  test("a token without signature refuses, however it writes that", async () => {
    const [, payload] = token.accessToken.split(".");
    for (const alg of ["none", "None", "NONE", ""]) {
      const { kid } = await header();
      await refused(`${encode({ alg, kid, typ: "bh-embed+jwt" })}.${payload}.`);
    }
    await refused(`${token.accessToken.split(".").slice(0, 2).join(".")}.`);
  });

  test("the public key used as an HMAC secret refuses", async () => {
    const [jwk] = (await publicKeySet()).keys;
    const pem = await exportSPKI((await importJWK(jwk ?? {}, "ES256")) as CryptoKey);
    for (const secret of [pem, JSON.stringify(jwk)]) {
      const input = `${encode({ ...(await header()), alg: "HS256" })}.${token.accessToken.split(".")[1]}`;
      await refused(`${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`);
    }
  });

  test("another algorithm, another curve and another key refuse under our key id", async () => {
    for (const alg of ["ES256", "ES384", "RS256", "PS256", "EdDSA"]) {
      const { privateKey } = await generateKeyPair(alg);
      await refused(await signed({ ...(await header()), alg }).sign(privateKey));
    }
  });

  test("a key id that is not ours refuses, and places to fetch a key from are not followed", async () => {
    const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
    const jwk = await exportJWK(publicKey);
    for (const kid of [uuidv7(), "../../dev/null", "' OR 1=1 --", ""]) {
      await refused(await signed({ ...(await header()), kid }).sign(privateKey));
    }
    for (const extra of [{ jku: "https://attacker.example/keys" }, { jwk }, { x5u: "https://attacker.example/x" }]) {
      await refused(await signed({ ...(await header()), ...extra }).sign(privateKey));
      await refused(await signed({ ...(await header()), ...extra }).sign((await currentSigningKey()).privateKey));
    }
  });

  test("another issuer, audience or type refuses, and so does a missing or distant time", async () => {
    const key = (await currentSigningKey()).privateKey;
    const changes: ((jwt: SignJWT) => SignJWT)[] = [
      (jwt) => jwt.setIssuer("https://elsewhere.example"),
      (jwt) => jwt.setAudience("bulkhead-portal"),
      (jwt) => jwt.setExpirationTime(new Date(Date.now() - 120_000)),
      (jwt) => jwt.setIssuedAt(new Date(Date.now() + 600_000)),
      (jwt) => jwt.setNotBefore(new Date(Date.now() + 600_000)),
      (jwt) => jwt.setJti(""),
    ];
    for (const change of changes) await refused(await signed(await header(), change).sign(key));
    await refused(await signed({ ...(await header()), typ: "JWT" }).sign(key));
    const endless = new SignJWT(claims()).setProtectedHeader(await header()).setIssuer("http://localhost:3000");
    await refused(await endless.setAudience("bulkhead-embed").setJti(uuidv7()).setIssuedAt().sign(key));
  });

  test("a token with any one character changed refuses", async () => {
    for (let position = 0; position < token.accessToken.length; position += 7) {
      const character = token.accessToken[position] === "A" ? "B" : "A";
      const changed = `${token.accessToken.slice(0, position)}${character}${token.accessToken.slice(position + 1)}`;
      await refused(changed);
    }
  });

  test("garbage refuses like a forged token", async () => {
    const garbage = ["", ".", "..", "a.b.c", "💥", "null", "e30.e30.e30", "x".repeat(100_000), token.refreshToken];
    for (const text of garbage) await refused(text);
  });

  test("the published keys are public ones", async () => {
    const { keys } = await publicKeySet();
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(Object.keys(key).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
  });
});

describe("the end of a token", () => {
  test("a token is over when its time has come", async () => {
    later(3_500);
    await actorFromEmbedToken(token.accessToken);
    later(3_601);
    await refused(token.accessToken);
  });

  test("an invalidated token is over at once, given its access or its refresh token", async () => {
    const other = await issued(dashboardBody());
    for (const [body, pair] of [
      [{ token: token.accessToken }, token],
      [{ refreshToken: other.refreshToken }, other],
    ] as const) {
      const reply = await invalidateResponse(post("/api/v1/invalidate-token", body));
      expect(reply.status).toBe(200);
      await refused(pair.accessToken);
      expect((await refresh(pair.refreshToken)).status).toBe(401);
    }
    expect(await database.auditEvent.count({ where: { action: "token.invalidated" } })).toBeGreaterThanOrEqual(2);
  });

  test("invalidating what does not exist says the same", async () => {
    for (const body of [{ token: "nothing" }, { accessToken: "a.b.c" }, { refreshToken: "bh_refresh_x" }]) {
      expect((await invalidateResponse(post("/api/v1/invalidate-token", body))).status).toBe(200);
    }
    expect((await invalidateResponse(post("/api/v1/invalidate-token", {}))).status).toBe(400);
  });

  test("unsharing ends the tenant's tokens within 5 s and leaves others alone", async () => {
    const everybodys = { dashboardId: it.everybodys.id, dashboardSecret: it.everybodys.secret, tenantId: it.a.id };
    const other = await issued(everybodys);
    await database.share.deleteMany({ where: { dashboardId: it.shared.id } });
    later(5);
    await refused(token.accessToken);
    await actorFromEmbedToken(other.accessToken);
    expect((await refresh(token.refreshToken)).status).toBe(401);
    await shareWith(it.organizationId, it.shared.id, { scope: "TENANT", tenantId: it.a.id });
  });

  test("disabling a person ends their tokens within 5 s, demoting shrinks them", async () => {
    const body = {
      type: "project",
      projectId: it.projectId,
      projectSecret: it.projectSecret,
      endUserId: it.endUser.id,
    };
    const theirs = await issued(body);
    await database.user.update({ where: { id: it.endUser.id }, data: { role: "VIEWER" } });
    later(5);
    expect((await actorFromEmbedToken(theirs.accessToken)).role).toBe("VIEWER");
    await database.user.update({ where: { id: it.endUser.id }, data: { disabledAt: new Date() } });
    later(10);
    await refused(theirs.accessToken);
  });

  test("deleting the tenant or the dashboard ends its tokens within 5 s", async () => {
    const doomed = await createTokenFixture();
    const body = { dashboardId: doomed.everybodys.id, dashboardSecret: doomed.everybodys.secret };
    const forTenant = await issued({ ...body, tenantId: doomed.b.id });
    const forNobody = await issued(body);
    await database.tenant.delete({ where: { id: doomed.b.id } });
    later(5);
    await refused(forTenant.accessToken);
    await actorFromEmbedToken(forNobody.accessToken);
    await database.dashboard.delete({ where: { id: doomed.everybodys.id } });
    later(10);
    await refused(forNobody.accessToken);
  });
});

describe("refreshing", () => {
  test("R10: a refresh token works once and gives a new pair", async () => {
    const reply = await refresh(token.refreshToken);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(reply.body.refreshToken).not.toBe(token.refreshToken);
    expect((await actorFromEmbedToken(reply.body.accessToken)).embedSessionId).toBe(sid);
  });

  test("R10: a replayed refresh token ends the whole family", async () => {
    const renewed = await refresh(token.refreshToken);
    expect((await refresh(token.refreshToken)).status).toBe(401);
    await refused(renewed.body.accessToken);
    await refused(token.accessToken);
    expect((await refresh(renewed.body.refreshToken)).status).toBe(401);
  });

  test("R10: of two refreshes at once at most one succeeds", async () => {
    const replies = await Promise.all([refresh(token.refreshToken), refresh(token.refreshToken)]);
    expect(replies.filter((reply) => reply.status === 200).length).toBeLessThanOrEqual(1);
    expect(replies.some((reply) => reply.status === 401)).toBe(true);
  });

  test("R10: renewing ends absolutely 24 hours after minting", async () => {
    later(86_000);
    const last = await refresh(token.refreshToken);
    expect(last.status).toBe(200);
    expect(Date.parse(last.body.expiresAt)).toBeLessThanOrEqual(Date.now() + 86_400_000);
    later(86_401);
    await refused(last.body.accessToken);
    expect((await refresh(last.body.refreshToken)).status).toBe(401);
  });

  test("R10: renewed tokens carry the same mark, another tenant's another", async () => {
    const mark = (jwt: string) => JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()).scp;
    const renewed = await refresh(token.refreshToken);
    expect(mark(renewed.body.accessToken)).toBe(mark(token.accessToken));
    const body = { dashboardId: it.everybodys.id, dashboardSecret: it.everybodys.secret };
    const marks = await Promise.all(
      [it.a.id, it.b.id, it.a.id].map(async (tenantId) => mark((await issued({ ...body, tenantId })).accessToken)),
    );
    expect(marks[0]).toBe(marks[2]);
    expect(marks[0]).not.toBe(marks[1]);
  });

  test("what is no refresh token refuses and is never an error of ours", async () => {
    for (const text of ["x", token.accessToken.slice(0, 400), "bh_refresh_nothing"]) {
      expect((await refresh(text)).status).toBe(401);
    }
    expect((await refreshResponse(post("/api/v1/token/refresh", "{"))).status).toBe(400);
  });
});

test("sessions that ended a week ago are removed when tokens are issued, and younger ones stay", async () => {
  const { embedSessionId } = await actorFromEmbedToken((await issued(dashboardBody())).accessToken);
  const count = () => database.embedSession.count({ where: { id: embedSessionId } });
  later(6 * 86_400);
  await issued(dashboardBody());
  expect(await count()).toBe(1);
  later(9 * 86_400);
  await issued(dashboardBody());
  await expect.poll(count).toBe(0);
});

test("callers that need the first key at the same time share one, and no second one is left behind", async () => {
  await database.signingKey.deleteMany();
  later(120);
  const keys = await Promise.all(Array.from({ length: 5 }, () => currentSigningKey()));
  expect(new Set(keys.map((key) => key.id)).size).toBe(1);
  expect(await database.signingKey.count()).toBe(1);
});
