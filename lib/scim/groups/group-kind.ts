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
    const rows = await database.group.findMany({ where, select: scimGroupFields, orderBy: { id: "asc" }, ...page });
    return rows.map(toGroupResource);
  },
};

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
