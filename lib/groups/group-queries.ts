import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, pageArguments, type SortedPageInput, sortedBy, sortedPageSchema, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { visibleGroups } from "./group-reach";
import { type GroupFilter, type GroupView, groupFilterSchema } from "./group-schema";
import { groupViewFields, toGroupView } from "./group-view";

/**
 * The groups the actor may know of, by name unless sorted otherwise; of one tenant, or of the organization itself with `tenantId: null`.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listGroups(
  actor: Actor,
  input: SortedPageInput = {},
  filter: GroupFilter = {},
): Promise<Page<GroupView>> {
  requirePermission(actor, "group:read");
  const page = parseInput(sortedPageSchema, input);
  const own: Prisma.GroupWhereInput = { AND: [visibleGroups(actor), parseInput(groupFilterSchema, filter)] };
  await requireCursor(page.cursor, (id) => database.group.count({ where: { AND: [own, { id }] } }));
  const where: Prisma.GroupWhereInput = page.search ? { AND: [own, { name: containsWords(page.search) }] } : own;
  const [rows, total] = await Promise.all([
    database.group.findMany({
      where,
      orderBy: sortedBy("name", page.sort),
      select: groupViewFields,
      ...pageArguments(page),
    }),
    database.group.count({ where }),
  ]);
  return toPage(rows.map(toGroupView), page.limit, total);
}

/**
 * One group the actor may know of.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function getGroup(actor: Actor, id: string): Promise<GroupView> {
  requirePermission(actor, "group:read");
  const row = isUuid(id)
    ? await database.group.findFirst({ where: { AND: [{ id }, visibleGroups(actor)] }, select: groupViewFields })
    : null;
  if (!row) throw notFound("Group");
  return toGroupView(row);
}
