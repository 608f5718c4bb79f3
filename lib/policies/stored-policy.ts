import { leadToOneServer, withStoredTemplatePassword } from "@/lib/connections/url-template";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { type DefinitionRow, definitionOf, definitionSelect } from "./policy-rows";
import type { CheckedPolicyInput } from "./policy-schema";

/**
 * The stored policy that an edit starts from, with the names of its secrets.
 *
 * @throws DomainError `not_found`, for a foreign id as for none
 */
export async function findStoredPolicy(actor: Actor, id: string) {
  const stored = isUuid(id)
    ? await database.policy.findFirst({
        where: { id, organizationId: actor.organizationId },
        select: { ...definitionSelect, connectionId: true, secrets: { select: { name: true } } },
      })
    : null;
  if (!stored) throw notFound("Policy");
  return stored;
}

/**
 * Names of the stored secrets that an edit may go on using: none where it leads to another server, which is not to be
 * told what was entered for the first.
 */
export function keptSecretNames(
  stored: DefinitionRow & { readonly secrets: readonly { readonly name: string }[] },
  { connectionLayer }: CheckedPolicyInput,
): string[] {
  const [before, after] = [definitionOf(stored).connectionLayer?.urlTemplate, connectionLayer?.urlTemplate];
  const stays = before && after ? leadToOneServer(before, after) : false;
  return stays ? stored.secrets.map(({ name }) => name) : [];
}

/** An edit whose URL template shows its password as `***`, with the stored one in that place. */
export function withStoredPassword(policy: CheckedPolicyInput, storedTemplate: string | null): CheckedPolicyInput {
  const layer = policy.connectionLayer;
  if (!layer?.urlTemplate) return policy;
  const urlTemplate = withStoredTemplatePassword(layer.urlTemplate, storedTemplate);
  return { ...policy, connectionLayer: { ...layer, urlTemplate } };
}
