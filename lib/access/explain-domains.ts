import { database } from "@/lib/database";
import { type Grantee, granteeOf, grantsReaching, managesDomains, visibleDomains } from "@/lib/domains/visible-domains";
import type { Prisma } from "@/prisma/client/client";
import type { ShareScope } from "@/prisma/client/enums";
import type { AccessExplanation } from "./access-schema";
import type { AccessSubject } from "./access-subject";

/** As many as anybody reads through. */
const mostDomains = 100;

/** The semantic domains of a project that somebody may use, and through what; for a token, as far as it goes. */
export async function explainDomains(
  organizationId: string,
  projectId: string,
  { actor, tenantId }: AccessSubject,
): Promise<AccessExplanation["domains"]> {
  const grantee: Grantee = actor ? granteeOf(actor) : { audience: "tenant", tenantId, userId: null };
  const reaching = grantsReaching(grantee);
  const visible: Prisma.SemanticDomainWhereInput = actor
    ? await visibleDomains(actor, { savedCard: true })
    : { organizationId, grants: { some: { OR: reaching } } };
  const rows = await database.semanticDomain.findMany({
    where: { AND: [visible, { organizationId, projectId }] },
    select: {
      id: true,
      name: true,
      grants: { where: { OR: reaching }, select: { scope: true, group: { select: { name: true } } } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: mostDomains,
  });
  const always = actor && managesDomains(actor) ? ["authors and admins use every domain"] : [];
  return rows.map(({ grants, ...domain }) => ({
    ...domain,
    reasons: [...always, ...grants.map(({ scope, group }) => grantInWords(scope, group?.name))],
  }));
}

function grantInWords(scope: ShareScope, group: string | undefined): string {
  switch (scope) {
    case "USER":
      return "granted directly";
    case "GROUP":
      return `granted to group ${group}`;
    case "TENANT":
      return "granted to the whole tenant";
    case "ALL_TENANTS":
      return "granted to all tenants";
    case "ALL_ORGANIZATION_USERS":
      return "granted to everyone in the organization";
  }
}
