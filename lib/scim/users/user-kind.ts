import { database, type Transaction } from "@/lib/database";
import type { ScimClient } from "@/lib/identity/actor";
import { peopleWithin } from "@/lib/users/people-within";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { schemaNames, userAttributes } from "../attribute-definitions";
import { attributeKinds } from "../attribute-kinds";
import type { ExactValues } from "../filter/exact-values";
import { asResource, type Resource, type ResourceKind, scimBaseAddress } from "../scim-resource";

/** What of a user's row the protocol shows. */
export const scimUserFields = {
  id: true,
  email: true,
  displayName: true,
  externalId: true,
  givenName: true,
  familyName: true,
  role: true,
  disabledAt: true,
  deprovisionedAt: true,
  createdAt: true,
  updatedAt: true,
  memberships: { select: { group: { select: { id: true, name: true } } }, orderBy: { groupId: "asc" } },
} as const satisfies Prisma.UserSelect;

export type ScimUserRow = Prisma.UserGetPayload<{ select: typeof scimUserFields }>;

const self = { name: "User", endpoint: "/Users", schema: schemaNames.user } as const;

/** People, as far as a client's home goes. */
export const userKind: ResourceKind = {
  ...self,
  description: "People",
  definitions: userAttributes,
  kinds: attributeKinds(userAttributes),
  count: (client, exact) => database.user.count({ where: usersOf(client, exact) }),
  load: async (client, exact, page) => {
    const where = usersOf(client, exact);
    const rows = await database.user.findMany({ where, select: scimUserFields, orderBy: { id: "asc" }, ...page });
    return rows.map(toUserResource);
  },
};

/** Somebody of the client's home, or null: for what is foreign as for what does not exist. */
export async function findScimUser(
  transaction: Transaction,
  client: ScimClient,
  id: string,
): Promise<ScimUserRow | null> {
  if (!isUuid(id)) return null;
  return transaction.user.findFirst({ where: { AND: [{ id }, peopleWithin(client)] }, select: scimUserFields });
}

export function toUserResource(row: ScimUserRow): Resource {
  const parts = [row.givenName, row.familyName].filter((part) => part !== null);
  const changeable = {
    ...(row.externalId === null ? {} : { externalId: row.externalId }),
    userName: row.email,
    displayName: row.displayName,
    ...(parts.length > 0
      ? {
          name: {
            formatted: parts.join(" "),
            ...(row.familyName === null ? {} : { familyName: row.familyName }),
            ...(row.givenName === null ? {} : { givenName: row.givenName }),
          },
        }
      : {}),
    active: row.disabledAt === null,
    emails: [{ value: row.email, type: "work", primary: true }],
  };
  const groups = row.memberships.map(({ group }) => ({
    value: group.id,
    $ref: `${scimBaseAddress()}/Groups/${group.id}`,
    display: group.name,
    type: "direct",
  }));
  return asResource(self, row, changeable, {
    ...(groups.length > 0 ? { groups } : {}),
    roles: [{ value: row.role, primary: true }],
  });
}

function usersOf(client: ScimClient, exact: ExactValues): Prisma.UserWhereInput {
  const id = exact.get("id");
  const externalId = exact.get("externalid");
  const emails = ["username", "emails", "emails.value"].flatMap((name) => exact.get(name)?.toLowerCase() ?? []);
  const demands: Prisma.UserWhereInput[] = [
    peopleWithin(client),
    ...(id === undefined ? [] : [{ id: { in: isUuid(id) ? [id] : [] } }]),
    ...(externalId === undefined ? [] : [{ externalId }]),
    ...emails.map((email) => ({ email })),
  ];
  return { AND: demands };
}
