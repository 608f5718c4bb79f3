import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { database } from "@/lib/database";
import { beginOidcSignIn } from "@/lib/oidc/begin-sign-in";
import { createIdentityProvider } from "@/lib/oidc/create-identity-provider";
import { deleteIdentityProvider } from "@/lib/oidc/delete-identity-provider";
import { finishOidcSignIn } from "@/lib/oidc/finish-sign-in";
import { getIdentityProvider, listIdentityProviders, listSignInProviders } from "@/lib/oidc/identity-provider-queries";
import type { IdentityProviderView } from "@/lib/oidc/identity-provider-schema";
import { updateIdentityProvider } from "@/lib/oidc/update-identity-provider";
import { uuidv7 } from "@/lib/uuid";
import { type HostileProvider, startHostileProvider } from "../../support/hostile-provider";
import { createForeignAdmin, createWorld, type World } from "../../support/world";

const clientId = "bulkhead";
const clientSecret = "a client secret of the tests";
const origin = { address: "192.0.2.51" };
const person = { email: "someone@idp.example", email_verified: true };

let world: World;
let hostile: HostileProvider;
let provider: IdentityProviderView;

beforeAll(async () => {
  process.env.BULKHEAD_OIDC_LOCAL_HOSTS = "127.0.0.1";
  world = await createWorld();
  hostile = await startHostileProvider(clientId, clientSecret);
  const login = { issuer: hostile.issuer, clientId, clientSecret };
  provider = await createIdentityProvider(world.admin, { name: "Hostile", autoCreate: true, ...login });
});
afterAll(() => hostile.stop());
beforeEach(() => {
  Object.assign(hostile, {
    claims: { ...person },
    signing: "own key",
    metadata: {},
    nonce: "",
    endless: null,
    readBytes: 0,
  });
  hostile.redeemed.length = 0;
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code: string }) => error.code,
  );

/** Begins a sign-in, and what the browser would bring back. */
async function begun() {
  const { address, browserSecret } = await beginOidcSignIn(provider.id, "/", origin);
  const asked = new URL(address).searchParams;
  hostile.nonce = asked.get("nonce") ?? "";
  const parameters = new URLSearchParams({ code: "a code", state: asked.get("state") ?? "" });
  return { asked, answer: { providerId: provider.id, parameters, browserSecret, currentSessionId: null } };
}

async function outcome(change: (parameters: URLSearchParams) => void = () => undefined): Promise<string> {
  const { answer } = await begun();
  change(answer.parameters);
  return code(finishOidcSignIn(answer, origin));
}

test("an honest answer of the same provider lets its person in", async () => {
  expect(await outcome()).toBe("done");
});

test("R17: asks with PKCE, state and nonce, and redeems the code with its verifier once", async () => {
  const { asked, answer } = await begun();
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    client_id: clientId,
    redirect_uri: `http://localhost:3000/api/oidc/${provider.id}/callback`,
  });
  await finishOidcSignIn(answer, origin);
  expect(await code(finishOidcSignIn(answer, origin))).toBe("unauthenticated");
  expect(hostile.redeemed).toHaveLength(1);
  const verifier = hostile.redeemed[0]?.get("code_verifier") ?? "";
  const hash = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  expect(hash.toString("base64url")).toBe(asked.get("code_challenge"));
});

test("R17: of two answers with one state at the same moment one is looked at", async () => {
  const { answer } = await begun();
  const outcomes = await Promise.all([0, 1, 2].map(() => code(finishOidcSignIn(answer, origin))));
  expect(outcomes.sort()).toEqual(["done", "unauthenticated", "unauthenticated"]);
});

describe("R17: a hostile provider's ID token", () => {
  const past = Math.floor(Date.now() / 1000) - 3_600;
  const tokens: [string, Record<string, unknown>][] = [
    ["another audience", { aud: "somebody-else" }],
    ["several audiences without saying which is the client", { aud: [clientId, "somebody-else"] }],
    ["another authorized party", { azp: "somebody-else" }],
    ["another issuer", { iss: "https://login.example.com" }],
    ["another nonce", { nonce: "another" }],
    ["no nonce", { nonce: undefined }],
    ["a time that is over", { exp: past, iat: past - 300 }],
    ["no subject", { sub: undefined }],
    ["a subject of another type", { sub: 7 }],
    ["a subject without end", { sub: "x".repeat(10_000) }],
  ];

  test.each(tokens)("R17: with %s opens nothing", async (_, claims) => {
    hostile.claims = { ...person, ...claims } as never;
    const [people, sessions] = [await database.user.count(), await database.session.count()];
    expect(await outcome()).toBe("unauthenticated");
    expect([await database.user.count(), await database.session.count()]).toEqual([people, sessions]);
    const where = { action: "user.sign_in_refused", targetId: provider.id };
    const event = await database.auditEvent.findFirst({ where, orderBy: { id: "desc" } });
    expect(event?.details).toMatchObject({ reason: "answer_not_valid" });
  });

  test.each(["another key", "shared secret", "none"] as const)("R17: signed with %s opens nothing", async (signing) => {
    hostile.signing = signing;
    expect(await outcome()).toBe("unauthenticated");
  });

  test("R17: of another issuer's answer, or of an answer that is an error, opens nothing", async () => {
    expect(await outcome((parameters) => parameters.set("iss", "https://login.example.com"))).toBe("unauthenticated");
    expect(await outcome((parameters) => parameters.set("error", "access_denied"))).toBe("unauthenticated");
    expect(await outcome((parameters) => parameters.delete("code"))).toBe("unauthenticated");
    expect(await outcome((parameters) => parameters.append("code", "another"))).toBe("unauthenticated");
  });

  test("R17: that claims an admin's e-mail with its own subject opens nothing", async () => {
    hostile.claims = { sub: "attacker", email: world.admin.email, email_verified: true, role: "ADMIN" };
    expect(await outcome()).toBe("unauthenticated");
    expect(await database.userIdentity.count({ where: { userId: world.admin.userId } })).toBe(0);
  });
});

describe("R26: a hostile provider's answer without end", () => {
  const discovery = "/.well-known/openid-configuration";

  test.each([discovery, "/jwks", "/token"])("R26: at %s is not read to fill this server's memory", async (path) => {
    const { answer } = await begun();
    hostile.endless = { path, pace: "flood" };
    expect(await code(finishOidcSignIn(answer, origin))).toBe("unauthenticated");
    expect(hostile.readBytes).toBeLessThan(128 * 1_048_576);
  });

  test("R26: that comes byte by byte is not waited for", async () => {
    hostile.endless = { path: discovery, pace: "trickle" };
    expect(await code(beginOidcSignIn(provider.id, "/", origin))).toBe("data_source_unavailable");
  });
});

describe("a hostile provider's description", () => {
  test("is refused when it names another issuer", async () => {
    hostile.metadata = { issuer: "https://login.example.com" };
    expect(await code(beginOidcSignIn(provider.id, "/", origin))).toBe("data_source_unavailable");
  });

  test("leads nobody to an address that this server must not call or send people to", async () => {
    for (const metadata of [
      { authorization_endpoint: "javascript:alert(1)" },
      { authorization_endpoint: "http://login.example.com/auth" },
    ]) {
      hostile.metadata = metadata;
      expect(await code(beginOidcSignIn(provider.id, "/", origin))).toBe("invalid_input");
    }
    const inside = [
      "http://169.254.169.254/token",
      "https://169.254.169.254/token",
      "https://metadata.google.internal/t",
    ];
    for (const address of [...inside, "http://localhost:1/token", "https://localhost:1/token"]) {
      hostile.metadata = { token_endpoint: address };
      expect(await outcome()).toBe("unauthenticated");
      hostile.metadata = { jwks_uri: address };
      expect(await outcome()).toBe("unauthenticated");
    }
  });
});

describe("identity providers", () => {
  const login = { clientId, clientSecret };

  test("are asked at addresses outside this machine only, unless the configuration names the host", async () => {
    process.env.BULKHEAD_OIDC_LOCAL_HOSTS = "";
    const { port } = new URL(hostile.issuer);
    for (const issuer of [
      hostile.issuer,
      `https://127.0.0.1:${port}`,
      `https://[::1]:${port}`,
      `https://[::ffff:127.0.0.1]:${port}`,
      `https://localhost:${port}`,
      "https://169.254.169.254",
      "https://2130706433",
      "http://login.example.com",
    ]) {
      const created = createIdentityProvider(world.admin, { name: uuidv7(), issuer, ...login });
      expect(await code(created), issuer).toBe("invalid_input");
    }
    process.env.BULKHEAD_OIDC_LOCAL_HOSTS = "127.0.0.1";
  });

  test("keep their secret encrypted and show it to nobody", async () => {
    const row = await database.identityProvider.findUniqueOrThrow({ where: { id: provider.id } });
    expect(row.clientSecretCiphertext).toMatch(/^v2\./);
    expect(JSON.stringify([row, await listIdentityProviders(world.admin)])).not.toContain(clientSecret);
    const events = await database.auditEvent.findMany({ where: { targetId: provider.id } });
    expect(JSON.stringify(events)).not.toContain(clientSecret);
  });

  test("are the business of ADMINs of their own organization", async () => {
    const foreign = await createForeignAdmin();
    const input = { name: "Else", issuer: hostile.issuer, ...login };
    for (const actor of [world.author, world.powerUser, world.california.powerUser]) {
      expect(await code(createIdentityProvider(actor, input))).toBe("forbidden");
      expect(await code(updateIdentityProvider(actor, provider.id, { name: "Else" }))).toBe("forbidden");
      expect(await code(deleteIdentityProvider(actor, provider.id))).toBe("forbidden");
      expect(await code(listIdentityProviders(actor))).toBe("forbidden");
    }
    for (const id of [provider.id, uuidv7(), "x"]) {
      expect(await code(getIdentityProvider(foreign, id))).toBe("not_found");
      expect(await code(updateIdentityProvider(foreign, id, { name: "Else" }))).toBe("not_found");
      expect(await code(deleteIdentityProvider(foreign, id))).toBe("not_found");
    }
    const tenantId = world.california.tenant.id;
    expect(await code(createIdentityProvider(foreign, { ...input, tenantId }))).toBe("not_found");
    expect((await listIdentityProviders(foreign)).data).toEqual([]);
    expect((await getIdentityProvider(world.admin, provider.id)).name).toBe("Hostile");
  });

  test("of a tenant are on the sign-in page only for whoever has their address", async () => {
    const input = { name: "Californians", issuer: hostile.issuer, tenantId: world.california.tenant.id, ...login };
    const { id } = await createIdentityProvider(world.admin, input);
    expect(await listSignInProviders(undefined)).toEqual([{ id: provider.id, name: "Hostile" }]);
    expect((await listSignInProviders(id)).map(({ name }) => name)).toEqual(["Californians", "Hostile"]);
    await updateIdentityProvider(world.admin, id, { disabled: true });
    expect((await listSignInProviders(id)).map(({ name }) => name)).toEqual(["Hostile"]);
    await deleteIdentityProvider(world.admin, id);
    expect(await code(getIdentityProvider(world.admin, id))).toBe("not_found");
  });
});
