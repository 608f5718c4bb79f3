import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { roleAllows } from "@/lib/authorization/permissions";
import { now } from "@/lib/clock";
import { database, onUniqueViolation, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { hashPassword } from "@/lib/identity/password";
import { userActor, userActorFields } from "@/lib/identity/user-actor";
import { hashSecret } from "@/lib/secrets/random-secret";
import type { Prisma } from "@/prisma/client/client";
import { roleFitsHome } from "../user-schema";
import {
  type AcceptedInvite,
  type AcceptInviteInput,
  acceptInviteSchema,
  inviteTokenSchema,
  type OpenedInvite,
} from "./invite-schema";

const openInviteFields = {
  id: true,
  organizationId: true,
  tenantId: true,
  homeId: true,
  email: true,
  role: true,
  displayName: true,
  attributes: true,
  expiresAt: true,
  tenant: { select: { name: true } },
  organization: { select: { name: true } },
  invitedBy: { select: { role: true, disabledAt: true } },
} as const satisfies Prisma.InviteSelect;

/**
 * What an invite's bearer sees before accepting: the e-mail it is for, and whose dashboards. Takes no actor: the token
 * is what its bearer has.
 *
 * @throws DomainError `not_found` for a link that is unknown, used, revoked or over, or whose inviter may not invite
 * any more: all one answer
 */
export async function openInvite(input: { token: string }): Promise<OpenedInvite> {
  const { token } = parseInput(inviteTokenSchema, input);
  const { email, displayName, tenant, organization, expiresAt } = await requireOpenInvite(database, token);
  return { email, displayName, home: tenant?.name ?? organization.name, expiresAt: expiresAt.toISOString() };
}

/**
 * Makes the invited person, once: with the e-mail, home, role and attributes of the invite whatever the bearer sends, each looked at
 * again now (R17). Takes no actor, because there is none yet.
 *
 * @throws DomainError `not_found` as `openInvite`, `conflict` when the home has the e-mail meanwhile, `invalid_input`
 */
export async function acceptInvite(input: AcceptInviteInput): Promise<AcceptedInvite> {
  const { token, displayName, password } = parseInput(acceptInviteSchema, input);
  // Before the costly hash, so that made-up links cost nothing.
  await requireOpenInvite(database, token);
  const passwordHash = await hashPassword(password);
  return database.$transaction(async (tx) => {
    const invite = await requireOpenInvite(tx, token);
    const { id, organizationId, tenantId, homeId, email, role } = invite;
    const attributes = invite.attributes ?? {};
    // Whoever deletes the row has the invite; at the same moment only one does.
    const { count } = await tx.invite.deleteMany({ where: { id, tokenHash: hashSecret(token) } });
    if (count === 0) throw gone();
    const user = await onUniqueViolation("Somebody has this account already; sign in instead", () =>
      tx.user.create({
        data: { organizationId, tenantId, homeId, email, role, attributes, displayName, passwordHash },
        select: userActorFields,
      }),
    );
    const subject = { tenantId, targetId: user.id, targetName: displayName };
    await recordAuditEvent(tx, userActor(user), { action: "user.joined", ...subject, details: { inviteId: id, role } });
    return { email };
  });
}

async function requireOpenInvite(reader: Transaction, token: string) {
  const invite = await reader.invite.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: openInviteFields,
  });
  if (!invite || invite.expiresAt <= now() || !roleFitsHome(invite.role, invite.tenantId)) throw gone();
  const { role, disabledAt } = invite.invitedBy;
  if (disabledAt || !roleAllows(role, "user:create")) throw gone();
  return invite;
}

function gone(): DomainError {
  return new DomainError("not_found", "This invite is no longer valid. Ask for another one");
}
