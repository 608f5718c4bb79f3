import { forbidden } from "@/lib/audit/note-refusal";
import type { Actor } from "@/lib/identity/actor";
import type { AccessLevel } from "@/prisma/client/enums";
import { isWithinLevel } from "./share-rules";

/**
 * Nobody grants, changes or removes a share above their own level.
 *
 * @param own the actor's level on the dashboard
 * @throws DomainError `forbidden`
 */
export function requireLevel(actor: Actor, own: AccessLevel, ...levels: readonly AccessLevel[]): void {
  if (levels.every((level) => isWithinLevel(own, level))) return;
  throw forbidden(actor, `dashboard:share above ${own}`, `You may not give or take more than ${own} yourself`);
}
