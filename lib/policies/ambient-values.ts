import type { ParameterValue } from "@/lib/sql/security-context";
import type { Role } from "@/prisma/client/enums";
import type { AppliedValue } from "./applied-policy";
import { isDisabling } from "./assignment-parameters";

/** Tenant and person as the metadata knows them. */
export interface AmbientSource {
  readonly tenant: { readonly key: string; readonly attributes: unknown } | null;
  readonly user: { readonly id: string; readonly email: string; readonly attributes: unknown } | null;
  readonly role: Role | null;
}

/**
 * Everything that a placeholder can say about the actor itself, by name: `tenant.key`, `tenant.attributes.x`,
 * `user.email`, `user.attributes.x` and the macros. What is not known is absent, and refuses where it is needed.
 */
export function ambientValues({ tenant, user, role }: AmbientSource): Record<string, AppliedValue> {
  const values: Record<string, AppliedValue> = {};
  if (tenant) {
    values["tenant.key"] = own(tenant.key, "tenant key", false);
    values["current_user_tenant()"] = own(tenant.key, "tenant key", false);
    for (const [name, value] of attributesOf(tenant.attributes)) {
      values[`tenant.attributes.${name}`] = own(value, `tenant attribute ${name}`, false);
    }
  }
  if (user) {
    values["user.email"] = own(user.email, "e-mail", true);
    values["current_user_email()"] = own(user.email, "e-mail", true);
    values["current_user_id()"] = own(user.id, "user id", true);
    for (const [name, value] of attributesOf(user.attributes)) {
      values[`user.attributes.${name}`] = own(value, `user attribute ${name}`, true);
    }
  }
  if (role) values["current_user_role()"] = { ...own(role, "role", true), personal: false };
  return values;
}

function own(value: ParameterValue, origin: string, fromUser: boolean): AppliedValue {
  return { value, origin, personal: true, fromUser };
}

function attributesOf(attributes: unknown): [string, ParameterValue][] {
  const entries = Object.entries((attributes ?? {}) as Record<string, ParameterValue>);
  return entries.filter(([, value]) => value !== null && !isDisabling(value));
}
