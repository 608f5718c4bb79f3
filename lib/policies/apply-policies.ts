import { ambientValues } from "./ambient-values";
import type { AppliedPolicy, AppliedValue } from "./applied-policy";
import { isDisabling, needsTenant, resolveParameters } from "./assignment-parameters";
import type { ContextSubject } from "./context-subject";
import type { LoadedSubject, StoredAssignment } from "./load-subject";
import type { PolicyDefinition } from "./policy-definition";
import { placeholdersInLayers, placeholdersInRule } from "./policy-parameters";

/** The actor's own values for a loaded subject. */
export function subjectValues(subject: ContextSubject, loaded: LoadedSubject): Record<string, AppliedValue> {
  return ambientValues({ tenant: loaded.tenant, user: loaded.user, role: subject.role });
}

/**
 * Every policy that holds for a subject on a connection: its assignments', and those that its token names; none in an
 * ADMIN's session without tenancy (R15).
 */
export function applyPolicies(
  subject: ContextSubject,
  loaded: LoadedSubject,
  policies: readonly PolicyDefinition[],
  ambient: Readonly<Record<string, AppliedValue>>,
): AppliedPolicy[] {
  if (subject.tenancyOff) return [];
  const named = subject.tokenPolicies?.named ?? [];
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const assigned = loaded.assignments.flatMap((assignment): AppliedPolicy[] => {
    const policy = byId.get(assignment.policyId);
    if (!policy) return [];
    const unfillable = loaded.tenant === null && subject.audience === "tenant" && waitsForTenant(assignment, policy);
    // A viewer of no tenant is no tenant's: the token says itself what the policy's values are for it (R06).
    if (unfillable && named.some(({ policyId }) => policyId === policy.id)) return [];
    const origin = originOf(assignment, loaded);
    const parameters = resolveParameters(assignment.parameters, assignment.kind, origin, ambient);
    return [{ policy, kind: assignment.kind, origin, parameters, unfillable }];
  });
  const fromToken = named.flatMap(({ policyId, parameters }): AppliedPolicy[] => {
    const policy = byId.get(policyId);
    if (!policy) return [];
    return [{ policy, kind: "TOKEN", origin: "token", parameters: tokenValues(parameters), unfillable: false }];
  });
  return [...assigned, ...fromToken];
}

/** A token's values are taken as they are: what looks like a placeholder in them is text (R12). */
function tokenValues(parameters: StoredAssignment["parameters"]): Record<string, AppliedValue> {
  const entries = Object.entries(parameters).filter(([, value]) => value !== null && !isDisabling(value));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, { value, origin: "token", personal: true, fromUser: false }]),
  );
}

function waitsForTenant({ kind, parameters }: StoredAssignment, policy: PolicyDefinition): boolean {
  if (kind !== "ALL_TENANTS") return false;
  const names = [...placeholdersInLayers(policy), ...policy.rules.flatMap(placeholdersInRule)];
  const direct = names.some((name) => name.startsWith("tenant.") || name === "current_user_tenant()");
  return direct || needsTenant(parameters);
}

function originOf({ kind, group }: StoredAssignment, { tenant, user }: LoadedSubject): string {
  switch (kind) {
    case "ALL_TENANTS":
      return "all tenants";
    case "ALL_ORGANIZATION_USERS":
      return "all organization users";
    case "TENANT":
      return `tenant ${tenant?.name}`;
    case "GROUP":
      return `group ${group}`;
    case "USER":
      return `user ${user?.email}`;
    case "ROLE":
      return "role";
  }
}
