import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import type { AttributeSubject } from "@/prisma/client/enums";
import type { ListedAttribute } from "./attribute-schema";
import { attributeViewFields } from "./attribute-view";

interface Use {
  readonly subject: AttributeSubject;
  readonly name: string;
  readonly uses: number;
}

/**
 * Every attribute that is defined or that a tenant or person has a value of, tenants' first, by name. One that nobody has
 * defined is listed as what it is: not readable in cards.
 *
 * @throws DomainError `forbidden`
 */
export async function listAttributes(actor: Actor): Promise<readonly ListedAttribute[]> {
  requirePermission(actor, "attribute:read");
  const { organizationId } = actor;
  const [defined, used] = await Promise.all([
    database.attributeDefinition.findMany({ where: { organizationId }, select: attributeViewFields }),
    usesOf(organizationId),
  ]);
  const keyOf = ({ subject, name }: Pick<Use, "subject" | "name">) => `${subject} ${name}`;
  const uses = new Map(used.map((use) => [keyOf(use), use.uses]));
  const known = new Set(defined.map(keyOf));
  const undefinedOnes = used
    .filter((use) => !known.has(keyOf(use)))
    .map(({ subject, name }) => ({ id: null, subject, name, description: "", readableInCards: false }));
  return [...defined, ...undefinedOnes]
    .map((attribute) => ({ ...attribute, uses: uses.get(keyOf(attribute)) ?? 0 }))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function usesOf(organizationId: string): Promise<Use[]> {
  return database.$queryRaw<Use[]>`
    SELECT 'TENANT' AS subject, a.name, count(*)::int AS uses
      FROM tenants AS t, jsonb_object_keys(t.attributes) AS a(name)
      WHERE t.organization_id = ${organizationId}::uuid GROUP BY a.name
    UNION ALL
    SELECT 'USER', a.name, count(*)::int
      FROM users AS u, jsonb_object_keys(u.attributes) AS a(name)
      WHERE u.organization_id = ${organizationId}::uuid GROUP BY a.name`;
}
