import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { verifyAccessToken } from "@/lib/identity/embed-sessions/access-token";
import { hashSecret } from "@/lib/secrets/random-secret";
import { revokeEmbedSession } from "./revoke-embed-session";

/**
 * Ends the session behind an access or refresh token. A token that is unknown or over already is no error, as RFC
 * 7009, 2.2 has it: what was asked for is true.
 */
export async function invalidateEmbedToken(token: string): Promise<void> {
  const sessionId = (await sessionOfRefreshToken(token)) ?? (await sessionOfAccessToken(token));
  if (sessionId) await revokeEmbedSession(sessionId, "invalidated by its holder");
}

async function sessionOfRefreshToken(token: string): Promise<string | null> {
  const where = { tokenHash: hashSecret(token) };
  const link = await database.refreshToken.findUnique({ where, select: { sessionId: true } });
  return link?.sessionId ?? null;
}

async function sessionOfAccessToken(token: string): Promise<string | null> {
  try {
    return (await verifyAccessToken(token)).sessionId;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
