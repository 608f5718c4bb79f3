import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, pageArguments, sortedBy, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { type TenantPageInput, type TenantView, tenantPageSchema } from "./tenant-schema";
import { tenantViewFields, toTenantView } from "./tenant-view";

/**
 * The organization's tenants, by name unless sorted otherwise. Tenant actors have no list of tenants: they may not learn who else there is.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listTenants(actor: Actor, input: TenantPageInput = {}): Promise<Page<TenantView>> {
  requirePermission(actor, "tenant:read");
  const page = parseInput(tenantPageSchema, input);
  const own = { organizationId: actor.organizationId } satisfies Prisma.TenantWhereInput;
  await requireCursor(page.cursor, (id) => database.tenant.count({ where: { ...own, id } }));
  const where: Prisma.TenantWhereInput = page.search
    ? {
        ...own,
        OR: [{ name: containsWords(page.search) }, { key: containsWords(page.search) }],
      }
    : own;
  const [rows, total] = await Promise.all([
    database.tenant.findMany({
      where,
      orderBy: sortedBy("name", page.sort),
      select: tenantViewFields,
      ...pageArguments(page),
    }),
    database.tenant.count({ where }),
  ]);
  return toPage(rows.map(toTenantView), page.limit, total);
}

/**
 * One tenant of the organization.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function getTenant(actor: Actor, id: string): Promise<TenantView> {
  requirePermission(actor, "tenant:read");
  const row = isUuid(id)
    ? await database.tenant.findFirst({
        where: { id, organizationId: actor.organizationId },
        select: tenantViewFields,
      })
    : null;
  if (!row) throw notFound("Tenant");
  return toTenantView(row);
}
