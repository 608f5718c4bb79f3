import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export interface HostileProvider {
  readonly issuer: string;
  /** What its next ID token says beside, or in place of, what would be right. */
  claims: JWTPayload;
  /** The nonce that the relying party expects. */
  nonce: string;
  /** How the next ID token is signed. */
  signing: "own key" | "another key" | "shared secret" | "none";
  /** What its own description says beside, or in place of, what would be right. */
  metadata: Record<string, unknown>;
  /** The path that it answers without an end, as fast as anybody reads, or a byte now and then. */
  endless: { readonly path: string; readonly pace: "flood" | "trickle" } | null;
  /** Bytes of endless answers that were read from it. */
  readBytes: number;
  /** Codes and verifiers that it was shown. */
  readonly redeemed: URLSearchParams[];
  stop(): Promise<void>;
}

/** A provider that answers every code with an ID token of whatever claims a test wants. */
export async function startHostileProvider(clientId: string, clientSecret: string): Promise<HostileProvider> {
  const own = await generateKeyPair("RS256");
  const other = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(own.publicKey)), kid: "own", alg: "RS256", use: "sig" };
  const hostile: HostileProvider = {
    issuer: "",
    claims: {},
    nonce: "",
    signing: "own key",
    metadata: {},
    endless: null,
    readBytes: 0,
    redeemed: [],
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  const idToken = () => {
    const seconds = Math.floor(Date.now() / 1000);
    const right = { iss: hostile.issuer, aud: clientId, sub: "someone", nonce: hostile.nonce, iat: seconds };
    const payload = { ...right, exp: seconds + 300, ...hostile.claims };
    if (hostile.signing === "none") return `${encoded({ alg: "none" })}.${encoded(payload)}.`;
    const token = new SignJWT(payload);
    if (hostile.signing === "shared secret") {
      return token.setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(clientSecret));
    }
    const key = hostile.signing === "own key" ? own.privateKey : other.privateKey;
    return token.setProtectedHeader({ alg: "RS256", kid: "own" }).sign(key);
  };
  const server = createServer(async (request, response) => {
    const json = (body: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    if (request.url === hostile.endless?.path) return answerEndlessly(response, hostile);
    if (request.url === "/.well-known/openid-configuration") {
      const { issuer } = hostile;
      const endpoints = { authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
      const algorithms = { id_token_signing_alg_values_supported: ["none", "HS256", "RS256"] };
      return json({ issuer, ...endpoints, jwks_uri: `${issuer}/jwks`, ...algorithms, ...hostile.metadata });
    }
    if (request.url === "/jwks") return json({ keys: [jwk] });
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    hostile.redeemed.push(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
    return json({ access_token: "x", token_type: "Bearer", id_token: await idToken() });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(hostile, { issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** Blank space, which would still be the beginning of JSON; a flood ends by itself where a test has seen enough. */
function answerEndlessly(response: ServerResponse, hostile: HostileProvider): void {
  const { pace } = hostile.endless ?? {};
  const chunk = Buffer.alloc(pace === "flood" ? 1_048_576 : 1, " ");
  response.setHeader("content-type", "application/json");
  const timer = setInterval(() => response.write(chunk), 200);
  response.on("close", () => clearInterval(timer));
  if (pace === "trickle") return;
  clearInterval(timer);
  const go = () => {
    hostile.readBytes += chunk.length;
    if (hostile.readBytes > 512 * chunk.length || response.destroyed) response.destroy();
    else response.write(chunk, go);
  };
  go();
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
