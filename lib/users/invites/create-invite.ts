import { forbidden } from "@/lib/audit/note-refusal";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now, secondsFromNow } from "@/lib/clock";
import { database, onUniqueViolation } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { type Actor, userOf } from "@/lib/identity/actor";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import { isUuid } from "@/lib/uuid";
import { deliverInvite, inviteSeconds } from "./invite-mail";
import { type CreateInviteInput, createInviteSchema, type SentInvite } from "./invite-schema";
import { inviteViewFields, toInviteView } from "./invite-view";

const taken = "Somebody there has this e-mail address already";

/**
 * Invites somebody to the organization or to one tenant, bound to e-mail, home and role (R17). What opens it is mailed,
 * or returned this once; kept is its hash.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign tenant, `conflict` when the home has this e-mail or an
 * invite for it, `invalid_input`
 */
export async function createInvite(actor: Actor, input: CreateInviteInput): Promise<SentInvite> {
  requirePermission(actor, "user:create");
  const data = parseInput(createInviteSchema, input);
  const { organizationId } = actor;
  const homeId = data.tenantId ?? organizationId;
  const token = randomSecret("bh_link");
  const { invite, home } = await database.$transaction(async (tx) => {
    const where = { id: data.tenantId ?? undefined, organizationId };
    if (data.tenantId && !(await tx.tenant.findFirst({ where, select: { id: true } }))) throw notFound("Tenant");
    if (await tx.user.findFirst({ where: { homeId, email: data.email }, select: { id: true } })) {
      throw new DomainError("conflict", taken, { email: taken });
    }
    const invite = await onUniqueViolation(
      "This e-mail address is invited already; send that invite again or revoke it",
      () =>
        tx.invite.create({
          data: { ...data, organizationId, homeId, ...freshLink(actor, token) },
          select: inviteViewFields,
        }),
      "email",
    );
    await recordAuditEvent(tx, actor, {
      action: "invite.created",
      tenantId: data.tenantId,
      targetId: invite.id,
      targetName: data.email,
      details: { role: data.role },
    });
    return { invite: toInviteView(invite), home: await homeName(organizationId, invite.tenant) };
  });
  return deliverInvite(invite, home, token);
}

/**
 * Sends an invite again with a new link for another week; the link before it opens nothing any more, and whoever sends
 * it now answers for it.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function resendInvite(actor: Actor, id: string): Promise<SentInvite> {
  requirePermission(actor, "user:create");
  if (!isUuid(id)) throw notFound("Invite");
  const { organizationId } = actor;
  const token = randomSecret("bh_link");
  const { invite, home } = await database.$transaction(async (tx) => {
    const data = { ...freshLink(actor, token), sentAt: now() };
    const { count } = await tx.invite.updateMany({ where: { id, organizationId }, data });
    if (count === 0) throw notFound("Invite");
    const invite = await tx.invite.findUniqueOrThrow({ where: { id }, select: inviteViewFields });
    const { tenantId, email } = invite;
    await recordAuditEvent(tx, actor, { action: "invite.resent", tenantId, targetId: id, targetName: email });
    return { invite: toInviteView(invite), home: await homeName(organizationId, invite.tenant) };
  });
  return deliverInvite(invite, home, token);
}

/** A program's invite is its creator's: somebody must answer for it when it is accepted. */
function freshLink(actor: Actor, token: string) {
  const invitedById = actor.kind === "api_client" ? actor.createdById : userOf(actor);
  if (!invitedById) throw forbidden(actor, "user:create", "You may not invite people");
  return { invitedById, tokenHash: hashSecret(token), expiresAt: secondsFromNow(inviteSeconds) };
}

async function homeName(organizationId: string, tenant: { readonly name: string } | null): Promise<string> {
  if (tenant) return tenant.name;
  const where = { id: organizationId };
  return (await database.organization.findUniqueOrThrow({ where, select: { name: true } })).name;
}
