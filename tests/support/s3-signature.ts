import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

const authorization = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]+)$/;

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * Whether a request was signed with this secret, for a server that takes every signature. After AWS's Signature
 * Version 4, for a header, not for a query.
 */
export function isSignedWith(request: IncomingMessage, secretAccessKey: string): boolean {
  const [, , scope = "", signedHeaders = "", signature] = authorization.exec(request.headers.authorization ?? "") ?? [];
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const headerOf = (name: string) => String(request.headers[name] ?? "").trim();
  const canonical = [
    request.method,
    path,
    query.split("&").sort().join("&"),
    ...signedHeaders.split(";").map((name) => `${name}:${headerOf(name)}`),
    "",
    signedHeaders,
    headerOf("x-amz-content-sha256"),
  ].join("\n");
  const hash = createHash("sha256").update(canonical).digest("hex");
  const text = ["AWS4-HMAC-SHA256", headerOf("x-amz-date"), scope, hash].join("\n");
  const key = scope.split("/").reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text).toString("hex") === signature;
}

/** What a server answers to a wrong one. */
export const signatureRefusal = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>SignatureDoesNotMatch</Code><Message>The signature is not the calculated one.</Message></Error>`;
