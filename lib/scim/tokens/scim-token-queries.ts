import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, type PageInput, pageArguments, pageSchema, toPage } from "@/lib/pagination";
import type { Prisma } from "@/prisma/client/client";
import type { ScimTokenView } from "./scim-token-schema";
import { scimTokenViewFields, toScimTokenView } from "./scim-token-view";

/**
 * The SCIM tokens of the organization and its tenants, newest first, revoked ones included; without the tokens
 * themselves.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listScimTokens(actor: Actor, input: PageInput = {}): Promise<Page<ScimTokenView>> {
  requirePermission(actor, "scim_token:read");
  const page = parseInput(pageSchema, input);
  const own: Prisma.ScimTokenWhereInput = { organizationId: actor.organizationId };
  await requireCursor(page.cursor, (id) => database.scimToken.count({ where: { ...own, id } }));
  const where: Prisma.ScimTokenWhereInput = page.search ? { ...own, name: containsWords(page.search) } : own;
  const [rows, total] = await Promise.all([
    database.scimToken.findMany({
      where,
      orderBy: { id: "desc" },
      select: scimTokenViewFields,
      ...pageArguments(page),
    }),
    database.scimToken.count({ where }),
  ]);
  return toPage(rows.map(toScimTokenView), page.limit, total);
}
