import { forbidden } from "@/lib/audit/note-refusal";
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
import { mayManageGroupsOf, visibleGroups } from "./group-reach";
import type { GroupMemberView } from "./group-schema";

/**
 * Who is in a group, by name.
 *
 * @throws DomainError `forbidden`, `not_found`, `invalid_input`
 */
export async function listGroupMembers(
  actor: Actor,
  groupId: string,
  input: PageInput = {},
): Promise<Page<GroupMemberView>> {
  await findGroupHome(actor, groupId);
  return listPeople({ memberships: { some: { groupId } } }, input);
}

/**
 * Who could be added to a group: people of its home who are not in it and not disabled. For those who manage it.
 *
 * @throws DomainError `forbidden`, `not_found`, `invalid_input`
 */
export async function listGroupCandidates(
  actor: Actor,
  groupId: string,
  input: PageInput = {},
): Promise<Page<GroupMemberView>> {
  const { homeId, tenantId } = await findGroupHome(actor, groupId);
  if (!mayManageGroupsOf(actor, tenantId)) throw forbidden(actor, "group:update", "You may not change this group");
  return listPeople({ homeId, disabledAt: null, memberships: { none: { groupId } } }, input);
}

async function findGroupHome(actor: Actor, groupId: string): Promise<{ homeId: string; tenantId: string | null }> {
  requirePermission(actor, "group:read");
  const group = isUuid(groupId)
    ? await database.group.findFirst({
        where: { AND: [{ id: groupId }, visibleGroups(actor)] },
        select: { homeId: true, tenantId: true },
      })
    : null;
  if (!group) throw notFound("Group");
  return group;
}

async function listPeople(people: Prisma.UserWhereInput, input: PageInput): Promise<Page<GroupMemberView>> {
  const page = parseInput(pageSchema, input);
  await requireCursor(page.cursor, (id) => database.user.count({ where: { AND: [people, { id }] } }));
  const contains = page.search ? containsWords(page.search) : null;
  const where = contains ? { AND: [people, { OR: [{ displayName: contains }, { email: contains }] }] } : people;
  const [rows, total] = await Promise.all([
    database.user.findMany({
      where,
      orderBy: [{ displayName: "asc" }, { id: "asc" }],
      select: { id: true, email: true, displayName: true, role: true },
      ...pageArguments(page),
    }),
    database.user.count({ where }),
  ]);
  return toPage(rows, page.limit, total);
}
