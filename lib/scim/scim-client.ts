import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { ScimClient } from "@/lib/identity/actor";
import { isThrottled, noteFailure } from "@/lib/identity/attempt-throttle";
import { requestOrigin } from "@/lib/identity/request-origin";
import { hashSecret } from "@/lib/secrets/random-secret";

const useNotedEveryMilliseconds = 60_000;
const bearerOf = /^bearer +(bh_scim_[\w-]{43})$/i;

/**
 * The identity provider that calls with a SCIM token, which is looked for in the Authorization header alone. Without
 * one, and with one that is unknown, expired or revoked, the answer is the same, and so is the work done for it: the
 * token's hash is looked up, so that time tells nothing of how much of a guess was right. An address that keeps guessing
 * is not listened to for a while.
 *
 * @throws DomainError `unauthenticated`, `rate_limited`
 */
export async function requireScimClient(request: Request): Promise<ScimClient> {
  const source = `scim ${requestOrigin(request.headers).address}`;
  if (isThrottled(source)) throw new DomainError("rate_limited", "Too many wrong tokens came from here. Wait a while");
  const token = bearerOf.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  const row = await database.scimToken.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: {
      id: true,
      organizationId: true,
      tenantId: true,
      name: true,
      role: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
      createdBy: { select: { id: true, role: true, tenantId: true, disabledAt: true } },
    },
  });
  const time = now();
  if (!row || row.revokedAt || row.expiresAt <= time || (row.role !== "VIEWER" && row.role !== "POWER_USER")) {
    noteFailure(source);
    throw new DomainError("unauthenticated", "The token is not valid");
  }
  if (!row.lastUsedAt || time.getTime() - row.lastUsedAt.getTime() >= useNotedEveryMilliseconds) {
    await database.scimToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: time } });
  }
  const { id: scimTokenId, organizationId, tenantId, name: displayName, role, createdBy } = row;
  const answers = createdBy && createdBy.role === "ADMIN" && !createdBy.tenantId && !createdBy.disabledAt;
  const createdById = answers ? createdBy.id : null;
  return { kind: "scim_client", organizationId, tenantId, scimTokenId, createdById, displayName, role };
}
