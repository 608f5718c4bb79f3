import { z } from "zod";
import { parseInput } from "@/lib/http/parse-input";
import { displayNameSchema, emailSchema } from "@/lib/identity/sign-in-schema";
import { applyAttributes, type ChangeRules, type Document } from "../change/apply-attributes";
import { badRequest } from "../scim-refusal";
import { userKind } from "./user-kind";

const nameSchema = z.string().trim().min(1).max(200).nullable();

const personSchema = z.object({
  userName: emailSchema,
  externalId: z.string().min(1).max(255).nullable(),
  displayName: displayNameSchema,
  givenName: nameSchema,
  familyName: nameSchema,
  active: z.boolean().nullable(),
});

/** What a client wants a person to be. */
export type ProvisionedPerson = z.output<typeof personSchema>;

export const userRules: Omit<ChangeRules, "readOnly"> = userKind;

/** A whole resource of a POST or PUT, without what only the server says. */
export function userDocument(body: unknown): Document {
  return applyAttributes({}, "replace", body, { ...userRules, readOnly: "ignored" });
}

/**
 * The person that a document describes. Whoever comes without a displayName is called by the parts of their name, else
 * by their address. The addresses can only be the userName again.
 *
 * @throws ScimRefusal `mutability` for another address, `invalidValue`
 */
export function personOf(document: Document): ProvisionedPerson {
  const name = (document.name ?? {}) as { formatted?: string; givenName?: string; familyName?: string };
  const { userName } = document;
  if (userName === undefined) throw badRequest("invalidValue", "userName is required");
  const parts = [name.givenName, name.familyName].filter(Boolean).join(" ");
  return parseInput(personSchema, {
    userName,
    externalId: document.externalId ?? null,
    displayName: document.displayName ?? name.formatted ?? (parts || userName),
    givenName: name.givenName ?? null,
    familyName: name.familyName ?? null,
    active: document.active ?? null,
  });
}

/**
 * Makes sure that a change has left the addresses alone: they are the userName again, which never changes.
 *
 * @throws ScimRefusal `mutability`
 */
export function requireSameAddresses(document: Document, email: string): void {
  const given = Array.isArray(document.emails) ? (document.emails as { value?: string }[]) : [];
  const isForeign = given.some(({ value }) => value !== undefined && value.toLowerCase() !== email);
  if (isForeign || String(document.userName).toLowerCase() !== email) {
    throw badRequest("mutability", "The address that somebody signs in with never changes");
  }
}
