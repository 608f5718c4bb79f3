import { database, type Transaction } from "@/lib/database";
import { visibleGroups } from "@/lib/groups/group-reach";
import type { ScimClient } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { groupAttributes, schemaNames } from "../attribute-definitions";
import { attributeKinds } from "../attribute-kinds";
import type { ExactValues } from "../filter/exact-values";
import { asResource, type Resource, type ResourceKind, scimBaseAddress } from "../scim-resource";

/** What of a group's row the protocol shows. */
export const scimGroupFields = {
  id: true,
  name: true,
  externalId: true,
  createdAt: true,
  updatedAt: true,
  members: { select: { user: { select: { id: true, displayName: true } } }, orderBy: { userId: "asc" } },
} as const satisfies Prisma.GroupSelect;

export type ScimGroupRow = Prisma.GroupGetPayload<{ select: typeof scimGroupFields }>;

const self = { name: "Group", endpoint: "/Groups", schema: schemaNames.group } as const;

/** Groups, as far as a client's home goes. */
export const groupKind: ResourceKind = {
  ...self,
  description: "Groups of people",
  definitions: groupAttributes,
  kinds: attributeKinds(groupAttributes),
  count: (client, exact) => database.group.count({ where: groupsOf(client, exact) }),
  load: async (client, exact, page) => {
    const where = groupsOf(client, exact);
    const { members: _, ...select } = scimGroupFields;
    const rows = await database.group.findMany({ where, select, orderBy: { id: "asc" }, ...page });
    return rows.map((row) => withoutVersion(toGroupResource({ ...row, members: [] })));
  },
  apart: {
    attribute: "members",
    count: (client, exact) => database.groupMember.count({ where: { group: groupsOf(client, exact) } }),
    complete: async (client, ids, mostMembers) => {
      const chosen = await thatFit(client, ids, mostMembers);
      const where = { AND: [{ id: { in: chosen } }, visibleGroups(client)] };
      const rows = await database.group.findMany({ where, select: scimGroupFields });
      const byId = new Map(rows.map((row) => [row.id, toGroupResource(row)]));
      return new Map(chosen.map((id) => [id, byId.get(id) ?? null]));
    },
  },
};

/** The first of these groups whose members together are no more than this; one of them at least. */
async function thatFit(client: ScimClient, ids: readonly string[], mostMembers: number): Promise<string[]> {
  const where = { AND: [{ id: { in: [...ids] } }, visibleGroups(client)] };
  const rows = await database.group.findMany({ where, select: { id: true, _count: { select: { members: true } } } });
  const sizes = new Map(rows.map(({ id, _count }) => [id, _count.members]));
  let total = 0;
  const beyond = ids.findIndex((id, index) => {
    total += sizes.get(id) ?? 0;
    return index > 0 && total > mostMembers;
  });
  return beyond < 0 ? [...ids] : ids.slice(0, beyond);
}

/** A group's entity tag says who is in it: without its members it has none. */
function withoutVersion({ meta: { version: _, ...meta }, ...group }: Resource): Resource {
  return { ...group, meta } as Resource;
}

/** A group of the client's home, or null: for what is foreign as for what does not exist. */
export async function findScimGroup(
  transaction: Transaction,
  client: ScimClient,
  id: string,
): Promise<ScimGroupRow | null> {
  if (!isUuid(id)) return null;
  return transaction.group.findFirst({ where: { AND: [{ id }, visibleGroups(client)] }, select: scimGroupFields });
}

export function toGroupResource(row: ScimGroupRow): Resource {
  const members = row.members.map(({ user }) => ({
    value: user.id,
    $ref: `${scimBaseAddress()}/Users/${user.id}`,
    display: user.displayName,
    type: "User",
  }));
  return asResource(self, row, {
    ...(row.externalId === null ? {} : { externalId: row.externalId }),
    displayName: row.name,
    ...(members.length > 0 ? { members } : {}),
  });
}

function groupsOf(client: ScimClient, exact: ExactValues): Prisma.GroupWhereInput {
  const id = exact.get("id");
  const externalId = exact.get("externalid");
  const member = exact.get("members") ?? exact.get("members.value");
  const demands: Prisma.GroupWhereInput[] = [
    visibleGroups(client),
    ...(id === undefined ? [] : [{ id: { in: isUuid(id) ? [id] : [] } }]),
    ...(externalId === undefined ? [] : [{ externalId }]),
    ...(member === undefined ? [] : [{ members: { some: { userId: { in: isUuid(member) ? [member] : [] } } } }]),
  ];
  return { AND: demands };
}
