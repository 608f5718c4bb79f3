import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, type PageInput, pageArguments, pageSchema, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import type { IdentityProviderView, SignInProvider } from "./identity-provider-schema";
import { identityProviderViewFields, toIdentityProviderView } from "./identity-provider-view";

/**
 * The organization's identity providers and its tenants', by name; without their secrets.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listIdentityProviders(actor: Actor, input: PageInput = {}): Promise<Page<IdentityProviderView>> {
  requirePermission(actor, "identity_provider:read");
  const page = parseInput(pageSchema, input);
  const own: Prisma.IdentityProviderWhereInput = { organizationId: actor.organizationId };
  await requireCursor(page.cursor, (id) => database.identityProvider.count({ where: { ...own, id } }));
  const where = page.search ? { ...own, name: containsWords(page.search) } : own;
  const [rows, total] = await Promise.all([
    database.identityProvider.findMany({
      where,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: identityProviderViewFields,
      ...pageArguments(page),
    }),
    database.identityProvider.count({ where }),
  ]);
  return toPage(rows.map(toIdentityProviderView), page.limit, total);
}

/**
 * One identity provider.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function getIdentityProvider(actor: Actor, id: string): Promise<IdentityProviderView> {
  requirePermission(actor, "identity_provider:read");
  const where = { id, organizationId: actor.organizationId };
  const row = isUuid(id)
    ? await database.identityProvider.findFirst({ where, select: identityProviderViewFields })
    : null;
  if (!row) throw notFound("Identity provider");
  return toIdentityProviderView(row);
}

/**
 * What the sign-in page offers: the organization's own providers, and a tenant's only to whoever has its address, so
 * that the page names no tenants. Takes no actor: nobody has signed in yet.
 */
export async function listSignInProviders(addressedId: unknown): Promise<SignInProvider[]> {
  const addressed = typeof addressedId === "string" && isUuid(addressedId) ? [{ id: addressedId }] : [];
  return database.identityProvider.findMany({
    where: { disabledAt: null, OR: [{ tenantId: null }, ...addressed] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 20,
    select: { id: true, name: true },
  });
}
