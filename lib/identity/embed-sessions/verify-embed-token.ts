import { now } from "@/lib/clock";
import type { EmbedViewer } from "../actor";
import { invalidToken, verifyAccessToken } from "./access-token";
import { findEmbedSession } from "./embed-session-state";

/**
 * Turns an embed access token into the viewer it speaks for. The signature is checked once a token, the session
 * behind it again at least every 5 s: a revoked session, a disabled person, a deleted tenant or an unshared dashboard
 * end the token although its signature still holds.
 *
 * @throws DomainError `unauthenticated`, the same for every reason
 */
export async function actorFromEmbedToken(token: string): Promise<EmbedViewer> {
  const { sessionId } = await verifyAccessToken(token);
  const session = await findEmbedSession(sessionId);
  if (!session || session.expiresAt <= now()) throw invalidToken();
  return session.actor;
}
