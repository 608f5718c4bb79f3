import { z } from "zod";
import { noteStranger } from "@/lib/audit/note-refusal";
import { DomainError } from "@/lib/errors";
import { parseInput, parseJson } from "@/lib/http/parse-input";
import { errorResponse, json } from "@/lib/http/responses";
import { invalidateEmbedToken } from "./invalidate-embed-token";
import { issueEmbedToken } from "./issue-embed-token";
import { refreshEmbedToken } from "./refresh-embed-token";
import { invalidateTokenSchema, refreshTokenSchema } from "./token-exchange-schema";
import { countRequest, type RateLimit, withRateLimit } from "./token-rate-limit";
import { tokenSchemaFor } from "./token-schema";

/** Answers `POST /api/v1/token`: a secret for tokens. Counted by address and by dashboard or project. */
export function tokenResponse(request: Request): Promise<Response> {
  return limited(request, async (count) => {
    const body = await parseJson(request, z.unknown());
    const input = parseInput(tokenSchemaFor(body), body);
    // Counted once the secret has proven right: whoever only knows an id cannot use up what its host may ask for.
    const onProven = () =>
      count(input.type === "project" ? `project:${input.projectId}` : `dashboard:${input.dashboardId}`);
    return issueEmbedToken(input, onProven);
  });
}

/** Answers `POST /api/v1/token/refresh`: a refresh token for new tokens. */
export function refreshResponse(request: Request): Promise<Response> {
  return limited(request, async () => {
    const { refreshToken } = await parseJson(request, refreshTokenSchema);
    return refreshEmbedToken(refreshToken);
  });
}

/** Answers `POST /api/v1/invalidate-token`, the same whether there was something to end or not (RFC 7009, 2.2). */
export function invalidateResponse(request: Request): Promise<Response> {
  return limited(request, async () => {
    const { token, accessToken, refreshToken } = await parseJson(request, invalidateTokenSchema);
    await invalidateEmbedToken(token ?? accessToken ?? refreshToken ?? "");
    return { invalidated: true };
  });
}

/** Every answer, refusals too, tells what is left of the limits that were counted. */
async function limited(request: Request, work: (count: (key: string) => void) => Promise<unknown>): Promise<Response> {
  const limits: RateLimit[] = [];
  const count = (key: string) => {
    const limit = countRequest(key);
    limits.push(limit);
    if (limit.exceeded) {
      const limitOf = key.split(":")[0] ?? "";
      void noteStranger(key, { action: "token.throttled", details: { limitOf, address: addressOf(request) } });
      throw new DomainError("rate_limited", "Too many requests; try again in a minute");
    }
  };
  try {
    count(`address:${addressOf(request)}`);
    return withRateLimit(json(await work(count)), limits);
  } catch (error) {
    return withRateLimit(errorResponse(error), limits);
  }
}

/** The peer as our own server or the nearest proxy wrote it: the last entry is the only one a client cannot make up. */
function addressOf(request: Request): string {
  const last = request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last ? last.slice(0, 64) : "unknown";
}
