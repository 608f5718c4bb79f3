import type { ContextValue } from "@/lib/sql/security-context";
import type { AssignmentKind, Exposure } from "@/prisma/client/enums";
import type { PolicyDefinition } from "./policy-definition";
import { isAmbientName, isPersonalName } from "./policy-parameters";

/** Through what a policy came to hold for somebody: a kind of assignment, or their token. */
export type AppliedKind = AssignmentKind | "TOKEN";

/** A value and what it says about whom: only what belongs to this very tenant, group or person may open a table (R01). */
export interface AppliedValue extends ContextValue {
  readonly personal: boolean;
  /** Comes from the person and not from the tenant: such a target cannot be compared with other tenants' (R03). */
  readonly fromUser: boolean;
}

/** A policy that holds for the subject, its parameters resolved; a parameter without a value is absent. */
export interface AppliedPolicy {
  readonly policy: PolicyDefinition;
  readonly kind: AppliedKind;
  /** In words: `all tenants`, `tenant california`, `group ops`, `token`. */
  readonly origin: string;
  readonly parameters: Readonly<Record<string, AppliedValue>>;
  /** An assignment to all tenants that only a tenant could fill, seen by a viewer of no tenant: it closes what it covers. */
  readonly unfillable: boolean;
}

export interface CombinableTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly exposure: Exposure;
}

/** Who asks, as far as combining policies depends on it. */
export interface PolicySubject {
  /** `tenant` also for an embed viewer of no tenant. */
  readonly audience: "tenant" | "organization";
  /** Null for organization people and for embed viewers of no tenant. */
  readonly tenantId: string | null;
  /** Whether tables need opening; false for organization ADMINs and AUTHORs. */
  readonly restricted: boolean;
  /** `sls` of the token. */
  readonly tokenSchema: string | null;
}

/** The value behind a placeholder of an applied policy: the actor's own, or the policy's parameter. */
export function appliedValue(
  name: string,
  applied: AppliedPolicy,
  ambient: Readonly<Record<string, AppliedValue>>,
): AppliedValue | undefined {
  const source = isAmbientName(name) ? ambient : applied.parameters;
  return Object.hasOwn(source, name) ? source[name] : undefined;
}

/** Whether a placeholder makes the text around it depend on this actor (R01). */
export function dependsOnActor(name: string, applied: AppliedPolicy): boolean {
  if (applied.kind === "ROLE") return false;
  if (isAmbientName(name)) return isPersonalName(name);
  return Object.hasOwn(applied.parameters, name) && (applied.parameters[name]?.personal ?? false);
}
