import { emailSchema } from "@/lib/identity/sign-in-schema";
import type { Role } from "@/prisma/client/enums";
import type { ClaimMapping } from "./identity-provider-schema";

/** Why a sign-in through a provider was refused; a word for the audit, never a value that the provider sent. */
export type Refusal =
  | "answer_not_valid"
  | "unknown_person"
  | "no_verified_email"
  | "email_taken"
  | "tenant_not_named"
  | "tenant_unknown"
  | "group_not_allowed"
  | "disabled"
  | "provider_shut"
  | "foreign_home"
  | "linked_elsewhere"
  | "session_over";

export interface NewPerson {
  readonly email: string;
  readonly displayName: string;
  /** The key of a tenant; null for the provider's own home. */
  readonly tenantKey: string | null;
  /** Before the cap that a tenant puts on it. */
  readonly role: Exclude<Role, "ADMIN">;
  readonly groupIds: readonly string[];
}

const order = ["VIEWER", "POWER_USER", "AUTHOR"] as const;

/**
 * What a provider's claims make of somebody who comes for the first time, by the admin's mapping alone: a claim that is
 * not mapped means nothing, and what is missing or ambiguous refuses (R17). The e-mail must be one the provider has
 * verified, since policies can filter by it.
 */
export function newPersonOf(claims: Readonly<Record<string, unknown>>, mapping: ClaimMapping): NewPerson | Refusal {
  const email = emailSchema.safeParse(claims.email);
  if (!email.success || claims.email_verified !== true) return "no_verified_email";
  const tenants = mapping.tenantClaim === null ? [] : valuesOf(claims, mapping.tenantClaim);
  if (mapping.tenantClaim !== null && tenants.length !== 1) return "tenant_not_named";
  const roles = valuesOf(claims, mapping.roleClaim).flatMap((value) => mapped(mapping.roles, value));
  const groupIds = valuesOf(claims, mapping.groupsClaim).flatMap((value) => mapped(mapping.groups, value));
  const name = typeof claims.name === "string" ? claims.name.trim().slice(0, 200) : "";
  return {
    email: email.data,
    displayName: name || email.data,
    tenantKey: tenants[0] ?? null,
    role: order.findLast((role) => roles.includes(role)) ?? mapping.defaultRole,
    groupIds: [...new Set(groupIds)],
  };
}

/** The role that somebody of a home gets: a tenant's people are POWER_USER at most. */
export function roleInHome(role: NewPerson["role"], tenantId: string | null): NewPerson["role"] {
  return tenantId !== null && role === "AUTHOR" ? "POWER_USER" : role;
}

/** A claim's texts, whether it is one or a list. */
function valuesOf(claims: Readonly<Record<string, unknown>>, name: string | null): string[] {
  const value = name !== null && Object.hasOwn(claims, name) ? claims[name] : [];
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
}

function mapped<T>(table: Readonly<Record<string, T>>, value: string): T[] {
  return Object.hasOwn(table, value) ? [table[value] as T] : [];
}
