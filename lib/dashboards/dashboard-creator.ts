import { type Actor, userOf } from "@/lib/identity/actor";

/** The person whom what an actor makes belongs to: an API key works for its creator. Null for a dashboard token. */
export function creatorOf(actor: Actor): string | null {
  return actor.kind === "api_client" ? actor.createdById : userOf(actor);
}
