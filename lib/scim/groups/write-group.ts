import { database, type Transaction } from "@/lib/database";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { lockGroup } from "@/lib/groups/lock-group";
import { parseInput } from "@/lib/http/parse-input";
import type { ScimClient } from "@/lib/identity/actor";
import { applyAttributes, type ChangeRules, type Document } from "../change/apply-attributes";
import { applyPatch } from "../change/apply-patch";
import { type Precondition, requireUnchanged } from "../precondition";
import { noResource, orNoResource } from "../scim-refusal";
import type { Resource } from "../scim-resource";
import { writing } from "../writing";
import { bringGroupTo, scimGroupSchema } from "./bring-group-to";
import { findScimGroup, groupKind, type ScimGroupRow, toGroupResource } from "./group-kind";

const rules: Omit<ChangeRules, "readOnly"> = groupKind;

/**
 * Makes a group of the client's home with people of that home. From then on only clients and ADMINs say who is in it.
 *
 * @throws ScimRefusal `invalidPath`, `invalidValue`; DomainError `conflict`, `invalid_input`
 */
export async function createScimGroup(client: ScimClient, body: unknown): Promise<Resource> {
  const document = wholeDocument(body);
  return database.$transaction(async (tx) => {
    const { displayName: name } = parseInput(scimGroupSchema, document);
    const { id } = await createGroup(client, { name, tenantId: client.tenantId }, tx);
    await tx.group.update({ where: { id }, data: { provisioned: true }, select: { id: true } });
    const row = await lockedGroup(tx, client, id);
    await bringGroupTo(tx, client, row, document);
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
    await bringGroupTo(tx, client, row, change(row));
    return toGroupResource(await requireScimGroup(tx, client, id));
  }, writing);
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
