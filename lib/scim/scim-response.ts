import { DomainError } from "@/lib/errors";
import { isMetadataDown } from "@/lib/http/is-metadata-down";
import { statusOf } from "@/lib/http/responses";
import { log } from "@/lib/log";
import { uuidv7 } from "@/lib/uuid";
import { schemaNames } from "./attribute-definitions";
import { requireScimClient } from "./scim-client";
import { ScimRefusal, type ScimType } from "./scim-refusal";
import { type ScimAnswer, scimRoute } from "./scim-routes";

/**
 * Answers a call of the protocol (RFC 7644): who calls is asked before anything else, then what for. Errors are said in
 * the protocol's own form, and never in the database's words.
 */
export async function scimResponse(request: Request): Promise<Response> {
  try {
    const client = await requireScimClient(request);
    return toResponse(await scimRoute(client, request));
  } catch (error) {
    return errorResponse(error);
  }
}

const contentType = "application/scim+json; charset=utf-8";

function toResponse({ status, body, headers }: ScimAnswer): Response {
  const all = { "Cache-Control": "no-store", ...headers };
  if (body === undefined) return new Response(null, { status, headers: all });
  return new Response(JSON.stringify(body), { status, headers: { ...all, "Content-Type": contentType } });
}

function errorResponse(error: unknown): Response {
  if (error instanceof ScimRefusal) return failure(error.status, error.message, error.scimType);
  if (error instanceof DomainError) {
    const { code, message, fields } = error;
    const headers: Record<string, string> = code === "unauthenticated" ? { "WWW-Authenticate": "Bearer" } : {};
    return failure(statusOf[code], message, scimTypeOf(code, fields), headers);
  }
  const requestId = uuidv7();
  log.error({ err: error, requestId }, "a SCIM request failed");
  if (isMetadataDown(error)) return failure(503, "The service is not available right now", undefined, retryLater);
  return failure(500, `Something went wrong on our side (request ${requestId})`);
}

const retryLater = { "Retry-After": "5" } as const;

/** A conflict that names a field is about what somebody else has already. */
function scimTypeOf(code: DomainError["code"], fields: DomainError["fields"]): ScimType | undefined {
  if (code === "invalid_input") return "invalidValue";
  return code === "conflict" && fields ? "uniqueness" : undefined;
}

function failure(status: number, detail: string, scimType?: ScimType, headers: Record<string, string> = {}): Response {
  const body = { schemas: [schemaNames.error], status: String(status), ...(scimType ? { scimType } : {}), detail };
  return toResponse({ status, body, headers });
}
