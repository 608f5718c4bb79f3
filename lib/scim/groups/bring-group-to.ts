import { z } from "zod";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { onUniqueViolation, type Transaction } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { removeGroupMembers } from "@/lib/groups/remove-group-members";
import { updateGroup } from "@/lib/groups/update-group";
import { parseInput } from "@/lib/http/parse-input";
import type { ScimClient } from "@/lib/identity/actor";
import { peopleWithin } from "@/lib/users/people-within";
import { isUuid } from "@/lib/uuid";
import type { Document } from "../change/apply-attributes";
import { badRequest } from "../scim-refusal";
import type { ScimGroupRow } from "./group-kind";

/** What a document says of a group. */
export const scimGroupSchema = z.object({
  displayName: z.string({ error: "displayName is required" }).trim().min(1).max(200),
  externalId: z.string().min(1).max(255).optional(),
  members: z
    .array(z.object({ value: z.string(), type: z.string().optional() }))
    .max(50_000)
    .default([]),
});

const membersAtOnce = 500;

/**
 * Makes a locked group what a document says: its name, its external id and who is in it, by the commands of groups.
 *
 * @throws ScimRefusal `invalidValue` for members who are not people of the home; DomainError `conflict`, `invalid_input`
 */
export async function bringGroupTo(
  transaction: Transaction,
  client: ScimClient,
  row: ScimGroupRow,
  document: Document,
): Promise<void> {
  const { id } = row;
  const wanted = parseInput(scimGroupSchema, document);
  if (wanted.displayName !== row.name) await updateGroup(client, id, { name: wanted.displayName }, transaction);
  const externalId = wanted.externalId ?? null;
  if (externalId !== row.externalId) await writeExternalId(transaction, client, row, externalId);
  const before = new Set(row.members.map(({ user }) => user.id));
  const after = new Set(wanted.members.map(memberId));
  const joining = [...after].filter((userId) => !before.has(userId));
  const leaving = [...before].filter((userId) => !after.has(userId));
  await requirePeople(transaction, client, joining);
  for (const userIds of slices(joining)) await addGroupMembers(client, id, userIds, transaction);
  for (const userIds of slices(leaving)) await removeGroupMembers(client, id, userIds, transaction);
  if (joining.length + leaving.length > 0) {
    // Memberships are rows of their own: the group's says when they changed.
    await transaction.group.update({ where: { id }, data: { updatedAt: now() }, select: { id: true } });
  }
}

async function writeExternalId(
  transaction: Transaction,
  client: ScimClient,
  { id, name }: ScimGroupRow,
  externalId: string | null,
): Promise<void> {
  await onUniqueViolation(
    "A group there has this externalId already",
    () => transaction.group.update({ where: { id }, data: { externalId }, select: { id: true } }),
    "externalId",
  );
  const event = { action: "group.provisioned", tenantId: client.tenantId, targetId: id, targetName: name } as const;
  await recordAuditEvent(transaction, client, { ...event, details: { changed: ["externalId"] } });
}

/** Somebody of another home is nobody here: one answer for both. */
async function requirePeople(transaction: Transaction, client: ScimClient, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const where = { AND: [{ id: { in: ids.filter(isUuid) } }, peopleWithin(client)] };
  if ((await transaction.user.count({ where })) < ids.length) {
    throw badRequest("invalidValue", "A member is nobody who could be in this group");
  }
}

function memberId({ value, type }: { value: string; type?: string }): string {
  if (type !== undefined && type.toLowerCase() !== "user") throw badRequest("invalidValue", "Members are people only");
  return value.toLowerCase();
}

function slices(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / membersAtOnce);
  return Array.from({ length: count }, (_, index) => ids.slice(index * membersAtOnce, (index + 1) * membersAtOnce));
}
