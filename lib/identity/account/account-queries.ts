import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import type { Actor } from "../actor";
import type { AccountView, SessionView } from "./account-schema";
import { deviceName } from "./device-name";
import { requirePerson } from "./require-person";

/**
 * The account of whoever asks.
 *
 * @throws DomainError `forbidden` for programs and embed tokens
 */
export async function getOwnAccount(actor: Actor): Promise<AccountView> {
  const { userId: id } = requirePerson(actor);
  const { passwordHash, ...rest } = await database.user.findUniqueOrThrow({
    where: { id },
    select: { id: true, email: true, displayName: true, passwordHash: true },
  });
  return { ...rest, hasPassword: passwordHash !== null };
}

/**
 * Where a person is signed in now, the session that asks first, then by last use. Nobody sees anybody else's.
 *
 * @throws DomainError `forbidden` for programs and embed tokens
 */
export async function listOwnSessions(actor: Actor, currentId: string | null): Promise<SessionView[]> {
  const { userId, organizationId } = requirePerson(actor);
  const rows = await database.session.findMany({
    where: { userId, organizationId, revokedAt: null, expiresAt: { gt: now() } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 200,
    select: { id: true, address: true, userAgent: true, createdAt: true, lastSeenAt: true },
  });
  const views = rows.map(({ userAgent, createdAt, lastSeenAt, ...rest }) => ({
    ...rest,
    device: deviceName(userAgent),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    current: rest.id === currentId,
  }));
  return [...views.filter(({ current }) => current), ...views.filter(({ current }) => !current)];
}
