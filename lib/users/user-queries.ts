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
import { type UserFilter, type UserPageInput, type UserView, userFilterSchema, userPageSchema } from "./user-schema";
import { toUserView, userViewFields } from "./user-view";

/**
 * People of the organization and its tenants by name unless sorted otherwise, for admins. `tenantId: null` keeps to the organization's own.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listUsers(
  actor: Actor,
  input: UserPageInput = {},
  filter: UserFilter = {},
): Promise<Page<UserView>> {
  requirePermission(actor, "user:read");
  const page = parseInput(userPageSchema, input);
  const own: Prisma.UserWhereInput = {
    ...parseInput(userFilterSchema, filter),
    organizationId: actor.organizationId,
  };
  await requireCursor(page.cursor, (id) => database.user.count({ where: { ...own, id } }));
  const contains = page.search ? containsWords(page.search) : null;
  const where = contains ? { ...own, OR: [{ displayName: contains }, { email: contains }] } : own;
  const [rows, total] = await Promise.all([
    database.user.findMany({
      where,
      orderBy: sortedBy("displayName", page.sort),
      select: userViewFields,
      ...pageArguments(page),
    }),
    database.user.count({ where }),
  ]);
  return toPage(rows.map(toUserView), page.limit, total);
}

/**
 * One person of the organization or its tenants.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function getUser(actor: Actor, id: string): Promise<UserView> {
  requirePermission(actor, "user:read");
  const row = isUuid(id)
    ? await database.user.findFirst({ where: { id, organizationId: actor.organizationId }, select: userViewFields })
    : null;
  if (!row) throw notFound("User");
  return toUserView(row);
}
