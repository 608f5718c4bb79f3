import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, pageArguments, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { type DomainSummary, type DomainView, type ListDomainsInput, listDomainsSchema } from "./domain-schema";
import { domainSummaryFields, domainViewFields, toDomainSummary, toDomainView } from "./domain-view";
import { visibleDomains } from "./visible-domains";

/**
 * Lists the semantic domains that this actor may use, by name.
 *
 * @throws DomainError `forbidden`, `invalid_input`, `unauthenticated`
 */
export async function listDomains(actor: Actor, input: ListDomainsInput = {}): Promise<Page<DomainSummary>> {
  requirePermission(actor, "domain:read");
  const { projectId, ...page } = parseInput(listDomainsSchema, input);
  const visible = await visibleDomains(actor);
  await requireCursor(page.cursor, (id) => database.semanticDomain.count({ where: { AND: [visible, { id }] } }));
  const where: Prisma.SemanticDomainWhereInput = {
    AND: [visible, projectId ? { projectId } : {}, page.search ? { name: containsWords(page.search) } : {}],
  };
  const [rows, total] = await Promise.all([
    database.semanticDomain.findMany({
      where,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: domainSummaryFields,
      ...pageArguments(page),
    }),
    database.semanticDomain.count({ where }),
  ]);
  return toPage(rows.map(toDomainSummary), page.limit, total);
}

/**
 * One semantic domain that this actor may use, with its fields; with its definition for those who manage domains.
 *
 * @throws DomainError `forbidden`, `not_found`, `unauthenticated`
 */
export async function getDomain(actor: Actor, domainId: string): Promise<DomainView> {
  requirePermission(actor, "domain:read");
  if (!isUuid(domainId)) throw notFound("Domain");
  const row = await database.semanticDomain.findFirst({
    where: { AND: [await visibleDomains(actor), { id: domainId }] },
    select: domainViewFields,
  });
  if (!row) throw notFound("Domain");
  return toDomainView(actor, row);
}
