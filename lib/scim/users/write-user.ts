import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { database, onUniqueViolation, type Transaction } from "@/lib/database";
import type { ScimClient } from "@/lib/identity/actor";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { disableUser, enableUser } from "@/lib/users/disable-user";
import { lockUser } from "@/lib/users/lock-user";
import { updateUser } from "@/lib/users/update-user";
import type { Document } from "../change/apply-attributes";
import { applyPatch } from "../change/apply-patch";
import { type Precondition, requireUnchanged } from "../precondition";
import { badRequest, noResource, orNoResource } from "../scim-refusal";
import type { Resource } from "../scim-resource";
import { writing } from "../writing";
import { linkProvisionedPerson } from "./link-provisioned-person";
import { type ProvisionedPerson, personOf, requireSameAddresses, userDocument, userRules } from "./user-document";
import { findScimUser, type ScimUserRow, toUserResource } from "./user-kind";

/**
 * Makes a person of the client's home, with the role its token gives to new people. Somebody who is there already is
 * never taken over: their address refuses (R17).
 *
 * @throws ScimRefusal `invalidPath`, `invalidValue`; DomainError `conflict`, `invalid_input`
 */
export async function createScimUser(client: ScimClient, body: unknown): Promise<Resource> {
  const person = personOf(userDocument(body));
  return database.$transaction(async (tx) => {
    const { userName: email, displayName } = person;
    const { tenantId, role } = client;
    const { id } = await createUser(client, { email, displayName, role, tenantId }, tx);
    const made = await requireScimUser(tx, client, id);
    await writeDetails(tx, client, made, person);
    await linkProvisionedPerson(tx, client, id, person.externalId);
    if (person.active === false) await shutOut(tx, client, id);
    return toUserResource(await requireScimUser(tx, client, id));
  }, writing);
}

/**
 * Replaces what a client may say of a person. Whether they are active stays when it is not said, so that nobody comes
 * back in by an omission.
 *
 * @throws ScimRefusal 404, 412, `mutability`, `invalidPath`, `invalidValue`; DomainError `conflict`
 */
export function replaceScimUser(
  client: ScimClient,
  id: string,
  body: unknown,
  precondition: Precondition,
): Promise<Resource> {
  const document = userDocument(body);
  return changeUser(client, id, precondition, () => document);
}

/**
 * Changes parts of a person, all or none. What others change at the same moment is not lost.
 *
 * @throws ScimRefusal 404, 412, `invalidSyntax`, `invalidPath`, `invalidValue`, `mutability`, `noTarget`; DomainError `conflict`
 */
export function patchScimUser(
  client: ScimClient,
  id: string,
  body: unknown,
  precondition: Precondition,
): Promise<Resource> {
  return changeUser(client, id, precondition, (row) =>
    applyPatch(toUserResource(row), body, { ...userRules, readOnly: "refused" }),
  );
}

/**
 * Deletes a person under the rules of the portal: not the last admin, and no dashboard is left without an owner.
 *
 * @throws ScimRefusal 404, 412; DomainError `conflict`
 */
export async function deleteScimUser(client: ScimClient, id: string, precondition: Precondition): Promise<void> {
  await database.$transaction(async (tx) => {
    const row = await lockedUser(tx, client, id);
    requireUnchanged(precondition, toUserResource(row));
    await deleteUser(client, id, {}, tx);
  }, writing);
}

function changeUser(
  client: ScimClient,
  id: string,
  precondition: Precondition,
  change: (row: ScimUserRow) => Document,
): Promise<Resource> {
  return database.$transaction(async (tx) => {
    const row = await lockedUser(tx, client, id);
    requireUnchanged(precondition, toUserResource(row));
    const document = change(row);
    const person = personOf(document);
    requireSameAddresses(document, row.email);
    if (person.displayName !== row.displayName) {
      await updateUser(client, id, { displayName: person.displayName }, tx);
    }
    await writeDetails(tx, client, row, person);
    if (person.active === false && row.disabledAt === null) await shutOut(tx, client, id);
    if (person.active === true && row.disabledAt !== null) await letIn(tx, client, row);
    return toUserResource(await requireScimUser(tx, client, id));
  }, writing);
}

async function lockedUser(transaction: Transaction, client: ScimClient, id: string): Promise<ScimUserRow> {
  await orNoResource(lockUser(transaction, client, id));
  return requireScimUser(transaction, client, id);
}

async function requireScimUser(transaction: Transaction, client: ScimClient, id: string): Promise<ScimUserRow> {
  const row = await findScimUser(transaction, client, id);
  if (!row) throw noResource();
  return row;
}

/** Writes what only the protocol knows of a person, with an event of its own. */
async function writeDetails(
  transaction: Transaction,
  client: ScimClient,
  before: ScimUserRow,
  { externalId, givenName, familyName }: ProvisionedPerson,
): Promise<void> {
  const wanted = { externalId, givenName, familyName };
  const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter((name) => wanted[name] !== before[name]);
  if (changed.length === 0) return;
  const { id } = before;
  await onUniqueViolation(
    "Somebody there has this externalId already",
    () => transaction.user.update({ where: { id }, data: wanted, select: { id: true } }),
    "externalId",
  );
  await recordAuditEvent(transaction, client, {
    action: "user.provisioned",
    tenantId: client.tenantId,
    targetId: id,
    targetName: before.displayName,
    details: { changed },
  });
}

/** Disables somebody and remembers that a client did it. */
async function shutOut(transaction: Transaction, client: ScimClient, id: string): Promise<void> {
  const { disabledAt } = await disableUser(client, id, transaction);
  await transaction.user.update({ where: { id }, data: { deprovisionedAt: disabledAt }, select: { id: true } });
}

/** Lets in again whom a client has shut out. What an admin has decided, no client takes back. */
async function letIn(transaction: Transaction, client: ScimClient, row: ScimUserRow): Promise<void> {
  if (row.disabledAt?.getTime() !== row.deprovisionedAt?.getTime()) {
    throw badRequest("mutability", "An administrator has disabled this person and has to enable them again");
  }
  await enableUser(client, row.id, transaction);
  await transaction.user.update({ where: { id: row.id }, data: { deprovisionedAt: null }, select: { id: true } });
}
