import { forbidden } from "@/lib/audit/note-refusal";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { now } from "@/lib/clock";
import { database, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import { hashSecret, randomSecret } from "@/lib/secrets/random-secret";
import type { Actor, ApiClient } from "../actor";
import { type CreateApiKeyInput, type CreatedApiKey, createApiKeySchema } from "./api-key-schema";
import { apiKeyViewFields, toApiKeyView } from "./api-key-view";

/** Enough of a key to tell it from others, far too little to guess the rest. */
const prefixLength = "bh_key_".length + 6;

/**
 * Makes an API key and returns it for the only time; kept is its hash. A program that makes keys can give them no
 * scope it lacks and no longer life than its own.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function createApiKey(actor: Actor, input: CreateApiKeyInput): Promise<CreatedApiKey> {
  requirePermission(actor, "api_key:create");
  const { name, scopes, expiresAt } = parseInput(createApiKeySchema, input);
  const end = expiresAt ? new Date(expiresAt) : null;
  if (end && end <= now()) {
    throw new DomainError("invalid_input", "The key would be expired already", { expiresAt: "Choose a later time" });
  }
  const key = randomSecret("bh_key");
  return database.$transaction(async (tx) => {
    const createdById = actor.kind === "api_client" ? await requireWithin(tx, actor, scopes, end) : personOf(actor);
    const row = await tx.apiKey.create({
      data: {
        organizationId: actor.organizationId,
        createdById,
        name,
        scopes,
        expiresAt: end,
        prefix: key.slice(0, prefixLength),
        keyHash: hashSecret(key),
      },
      select: apiKeyViewFields,
    });
    await recordAuditEvent(tx, actor, {
      action: "api_key.created",
      targetId: row.id,
      targetName: name,
      details: { scopes },
    });
    return { ...toApiKeyView(row), key };
  });
}

function personOf(actor: Exclude<Actor, ApiClient>): string {
  if (actor.kind !== "organization_user") throw forbidden(actor, "api_key:create", "You may not make API keys");
  return actor.userId;
}

/** Who answers for the new key: the creator of the key that asks, if that key is not exceeded. */
async function requireWithin(transaction: Transaction, actor: ApiClient, scopes: readonly string[], end: Date | null) {
  const own = await transaction.apiKey.findUniqueOrThrow({
    where: { id: actor.apiKeyId },
    select: { expiresAt: true },
  });
  const outlives = own.expiresAt !== null && (end === null || end > own.expiresAt);
  if (outlives || scopes.some((scope) => !actor.scopes.includes(scope))) {
    const message = "A key can make only keys that may do no more and live no longer than itself";
    throw forbidden(actor, "api_key:create beyond its own", message);
  }
  return actor.createdById;
}
