import { forbidden } from "@/lib/audit/note-refusal";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now, secondsFromNow } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import { scimBaseAddress } from "../scim-resource";
import {
  type CreatedScimToken,
  type CreateScimTokenInput,
  createScimTokenSchema,
  longestTokenDays,
} from "./scim-token-schema";
import { scimTokenViewFields, toScimTokenView } from "./scim-token-view";

/** Enough of a token to tell it from others, far too little to guess the rest. */
const prefixLength = "bh_scim_".length + 6;

/**
 * Makes a token with which an identity provider provisions the people and groups of one home, for good (R17), and
 * returns it for the only time; kept is its hash. An API key can make one only if it may itself write people and groups,
 * and none that outlives it.
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign tenant or provider, `invalid_input`
 */
export async function createScimToken(actor: Actor, input: CreateScimTokenInput): Promise<CreatedScimToken> {
  requirePermission(actor, "scim_token:create");
  const { expiresAt, ...data } = parseInput(createScimTokenSchema, input);
  const end = requireEnd(expiresAt);
  const { organizationId } = actor;
  const { tenantId, identityProviderId, role, name } = data;
  const homeId = tenantId ?? organizationId;
  const token = randomSecret("bh_scim");
  return database.$transaction(async (tx) => {
    const createdById = await answeringFor(tx, actor, end);
    if (tenantId && !(await tx.tenant.findFirst({ where: { id: tenantId, organizationId }, select: { id: true } }))) {
      throw notFound("Tenant");
    }
    const provider = { id: identityProviderId ?? "", organizationId, homeId };
    if (identityProviderId && !(await tx.identityProvider.findFirst({ where: provider, select: { id: true } }))) {
      throw notFound("Identity provider");
    }
    const row = await tx.scimToken.create({
      data: {
        ...data,
        organizationId,
        homeId,
        createdById,
        expiresAt: end,
        prefix: token.slice(0, prefixLength),
        tokenHash: hashSecret(token),
      },
      select: scimTokenViewFields,
    });
    await recordAuditEvent(tx, actor, {
      action: "scim_token.created",
      tenantId,
      targetId: row.id,
      targetName: name,
      details: { role, expiresAt: end.toISOString(), identityProviderId },
    });
    return { ...toScimTokenView(row), token, baseAddress: scimBaseAddress() };
  });
}

function requireEnd(expiresAt: string): Date {
  const end = new Date(expiresAt);
  if (end > now() && end <= secondsFromNow((longestTokenDays + 1) * 86_400)) return end;
  const message = `Choose a time within the next ${longestTokenDays} days`;
  throw new DomainError("invalid_input", message, { expiresAt: message });
}

/** The person who answers for the token. */
async function answeringFor(transaction: Transaction, actor: Actor, end: Date): Promise<string> {
  if (actor.kind === "organization_user") return actor.userId;
  const refused = () =>
    forbidden(actor, "scim_token:create", "A key makes only tokens that may do no more and live no longer");
  if (actor.kind !== "api_client") throw refused();
  const where = { id: actor.apiKeyId, organizationId: actor.organizationId };
  const key = await transaction.apiKey.findFirst({ where, select: { expiresAt: true } });
  const outlives = !key || (key.expiresAt !== null && end > key.expiresAt);
  if (outlives || !["user:write", "group:write"].every((scope) => actor.scopes.includes(scope))) throw refused();
  return actor.createdById;
}
