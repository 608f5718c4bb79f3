import { database } from "@/lib/database";
import type { Actor } from "./actor";
import { apiClientById } from "./api-keys/actor-from-api-key";
import { userActor, userActorFields } from "./user-actor";

/**
 * The same person or program as the metadata knows them at this moment, or null when they may not act any more: for work
 * that goes on after its request has been answered, so that a demotion or disabling holds there, too. An embed token's
 * bearer and an identity provider start no such work.
 */
export async function actorAgain(actor: Actor): Promise<Actor | null> {
  if (actor.kind === "embed_viewer" || actor.kind === "scim_client") return null;
  if (actor.kind === "api_client") return apiClientById(actor.apiKeyId);
  const row = await database.user.findFirst({
    where: { id: actor.userId, organizationId: actor.organizationId, disabledAt: null },
    select: userActorFields,
  });
  return row && userActor(row);
}
