import { z } from "zod";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { database, onUniqueViolation, type Transaction } from "@/lib/database";
import { addGroupMembers } from "@/lib/groups/add-group-members";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { lockGroup } from "@/lib/groups/lock-group";
import { removeGroupMembers } from "@/lib/groups/remove-group-members";
import { updateGroup } from "@/lib/groups/update-group";
import { parseInput } from "@/lib/http/parse-input";
import type { ScimClient } from "@/lib/identity/actor";
import { peopleWithin } from "@/lib/users/people-within";
import { isUuid } from "@/lib/uuid";
import { applyAttributes, type ChangeRules, type Document } from "../change/apply-attributes";
import { applyPatch } from "../change/apply-patch";
import { type Precondition, requireUnchanged } from "../precondition";
import { badRequest, noResource, orNoResource } from "../scim-refusal";
import type { Resource } from "../scim-resource";
import { writing } from "../writing";
import { findScimGroup, groupKind, type ScimGroupRow, toGroupResource } from "./group-kind";

const groupSchema = z.object({
  displayName: z.string({ error: "displayName is required" }).trim().min(1).max(200),
  externalId: z.string().min(1).max(255).optional(),
  members: z
    .array(z.object({ value: z.string(), type: z.string().optional() }))
    .max(50_000)
    .default([]),
});

const rules: Omit<ChangeRules, "readOnly"> = groupKind;
const membersAtOnce = 500;

/**
 * Makes a group of the client's home with people of that home. From then on only clients and ADMINs say who is in it.
 *
 * @throws ScimRefusal `invalidPath`, `invalidValue`; DomainError `conflict`, `invalid_input`
 */
export async function createScimGroup(client: ScimClient, body: unknown): Promise<Resource> {
  const document = wholeDocument(body);
  return database.$transaction(async (tx) => {
    const { displayName: name } = parseInput(groupSchema, document);
    const { id } = await createGroup(client, { name, tenantId: client.tenantId }, tx);
    await tx.group.update({ where: { id }, data: { provisioned: true }, select: { id: true } });
    const row = await lockedGroup(tx, client, id);
    await bringTo(tx, client, row, document);
    return toGroupResource(await requireScimGroup(tx, client, id));
  }, writing);
}

/**
 * Replaces what a client may say of a group: its name, its external id, and who is in it.
 *
 * @throws ScimRefusal 404, 412, `invalidPath`, `invalidValue`; DomainError `conflict`
 */
export function replaceScimGroup(
  client: ScimClient,
  id: string,
  body: unknown,
  precondition: Precondition,
): Promise<Resource> {
  const document = wholeDocument(body);
  return changeGroup(client, id, precondition, () => document);
}

/**
 * Changes parts of a group, all or none. The group is locked from reading to writing, so that of two changes at the same
 * moment neither is lost.
 *
 * @throws ScimRefusal 404, 412, `invalidSyntax`, `invalidPath`, `invalidValue`, `mutability`, `noTarget`; DomainError `conflict`
 */
export function patchScimGroup(
  client: ScimClient,
  id: string,
  body: unknown,
  precondition: Precondition,
): Promise<Resource> {
  return changeGroup(client, id, precondition, (row) =>
    applyPatch(toGroupResource(row), body, { ...rules, readOnly: "refused" }),
  );
}

/**
 * Deletes a group with its memberships, its shares and the assignments to it.
 *
 * @throws ScimRefusal 404, 412
 */
export async function deleteScimGroup(client: ScimClient, id: string, precondition: Precondition): Promise<void> {
  await database.$transaction(async (tx) => {
    const row = await lockedGroup(tx, client, id);
    requireUnchanged(precondition, toGroupResource(row));
    await deleteGroup(client, id, tx);
  }, writing);
}

function changeGroup(
  client: ScimClient,
  id: string,
  precondition: Precondition,
  change: (row: ScimGroupRow) => Document,
): Promise<Resource> {
  return database.$transaction(async (tx) => {
    const row = await lockedGroup(tx, client, id);
    requireUnchanged(precondition, toGroupResource(row));
    await bringTo(tx, client, row, change(row));
    return toGroupResource(await requireScimGroup(tx, client, id));
  }, writing);
}

async function bringTo(transaction: Transaction, client: ScimClient, row: ScimGroupRow, document: Document) {
  const { id } = row;
  const wanted = parseInput(groupSchema, document);
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

async function lockedGroup(transaction: Transaction, client: ScimClient, id: string): Promise<ScimGroupRow> {
  await orNoResource(lockGroup(transaction, client, id));
  return requireScimGroup(transaction, client, id);
}

async function requireScimGroup(transaction: Transaction, client: ScimClient, id: string): Promise<ScimGroupRow> {
  const row = await findScimGroup(transaction, client, id);
  if (!row) throw noResource();
  return row;
}

/** A whole resource of a POST or PUT, without what only the server says. */
function wholeDocument(body: unknown): Document {
  return applyAttributes({}, "replace", body, { ...rules, readOnly: "ignored" });
}

function slices(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / membersAtOnce);
  return Array.from({ length: count }, (_, index) => ids.slice(index * membersAtOnce, (index + 1) * membersAtOnce));
}
