import { noteStranger, noteUnknownRefusal } from "@/lib/audit/note-refusal";
import { recordSystemEvent } from "@/lib/audit/record-system-event";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { isThrottled, noteFailure } from "./attempt-throttle";
import { openSession, type SignInOrigin } from "./open-session";
import { passwordMatches } from "./password";
import { type ReservedAttempt, releaseAttempts, reserveAttempts } from "./sign-in-attempt";
import { signInSchema } from "./sign-in-schema";

/** Passwords looked at per attempt at least, so that time does not tell how many people have the e-mail. */
const leastVerifications = 3;
const mostNamesakes = 20;

/**
 * Opens a session for whoever has this e-mail and this password, and returns the id of its row; null for everything
 * else. An unknown e-mail, a wrong password, a locked and a disabled account get the same answer in about the same
 * time. E-mails are unique within a home only, so the password decides between namesakes.
 *
 * @throws DomainError `rate_limited` when the address has failed too often, whatever it sends now
 */
export async function signIn(credentials: unknown, origin: SignInOrigin): Promise<string | null> {
  if (isThrottled(origin.address)) {
    const { address } = origin;
    await noteStranger(address, { action: "user.sign_in_throttled", details: { address } });
    throw new DomainError("rate_limited", "Too many attempts from here. Wait a quarter of an hour");
  }
  const parsed = signInSchema.safeParse(credentials);
  const sessionId = parsed.success ? await attempt(parsed.data, origin) : null;
  if (!sessionId) noteFailure(origin.address);
  return sessionId;
}

async function attempt({ email, password }: { email: string; password: string }, origin: SignInOrigin) {
  const known = await database.user.findMany({
    where: { email, disabledAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: mostNamesakes,
    select: { id: true },
  });
  const reserved = await reserveAttempts(known.map(({ id }) => id));
  const hashes: (string | null)[] = reserved.map(({ passwordHash }) => passwordHash);
  while (hashes.length < leastVerifications) hashes.push(null);
  const answers = await Promise.all(hashes.map((hash) => passwordMatches(password, hash)));
  const person = reserved.find((_, index) => answers[index]);
  if (!person) {
    await recordFailures(known, reserved, origin);
    return null;
  }
  const namesakes = reserved.filter(({ id }) => id !== person.id).map(({ id }) => id);
  return database.$transaction(async (tx) => {
    await releaseAttempts(tx, namesakes);
    return openSession(tx, person.id, origin, { through: "password" });
  });
}

async function recordFailures(
  known: readonly { readonly id: string }[],
  reserved: readonly ReservedAttempt[],
  origin: SignInOrigin,
): Promise<void> {
  const { address } = origin;
  // What was typed instead of a known e-mail may be anything, a password too, so only where it came from is noted.
  if (known.length === 0) return noteStranger(address, { action: "user.unknown_sign_in_failed", details: { address } });
  const users = await database.user.findMany({
    where: { id: { in: known.map(({ id }) => id) } },
    select: { id: true, organizationId: true, tenantId: true, displayName: true },
  });
  const counted = users.filter((user) => reserved.some(({ id }) => id === user.id));
  for (const user of users) if (!counted.includes(user)) noteLocked(user, address);
  if (counted.length === 0) return;
  await database.$transaction(async (tx) => {
    for (const user of counted) {
      const subject = { tenantId: user.tenantId, targetId: user.id, targetName: user.displayName };
      const details = { address };
      await recordSystemEvent(tx, user.organizationId, { action: "user.sign_in_failed", ...subject, details });
      if (reserved.some(({ id, locks }) => id === user.id && locks)) {
        await recordSystemEvent(tx, user.organizationId, { action: "user.locked_out", ...subject, details });
      }
    }
  });
}

interface Person {
  readonly id: string;
  readonly organizationId: string;
  readonly tenantId: string | null;
  readonly displayName: string;
}

/** A locked account is tried by whoever locked it, as often as they like, so these are counted like other refusals. */
function noteLocked({ id, organizationId, tenantId, displayName }: Person, address: string): void {
  noteUnknownRefusal(organizationId, id, {
    action: "user.locked_sign_in_refused",
    tenantId,
    targetId: id,
    targetName: displayName,
    details: { address },
  });
}
