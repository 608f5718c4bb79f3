import type { ParameterValue } from "@/lib/sql/security-context";
import type { ConnectionDefinition } from "./connection-definition";
import type { ContextSubject } from "./context-subject";
import type { LoadedSubject } from "./load-subject";
import type { PolicyDefinition } from "./policy-definition";

/** A policy that is not saved, to be tried on one tenant. */
export interface DraftPolicy {
  /** Under the stored policy's id when it is an edit of one. */
  readonly policy: PolicyDefinition;
  /** Given by the editor; a stored policy's other secrets stay. */
  readonly secrets: readonly { readonly name: string; readonly ciphertext: string }[];
  /** As if it were assigned to the tenant with these; null leaves it as it is assigned. */
  readonly parameters: Readonly<Record<string, ParameterValue>> | null;
}

/** The connection as it would be if the draft were saved. */
export function withDraft(connection: ConnectionDefinition, { policy, secrets }: DraftPolicy): ConnectionDefinition {
  const others = connection.policies.filter(({ id }) => id !== policy.id);
  const given = new Set(secrets.map(({ name }) => name));
  const kept = (connection.secrets.get(policy.id) ?? []).filter(({ name }) => !given.has(name));
  return {
    ...connection,
    policies: [...others, policy],
    secrets: new Map([...connection.secrets, [policy.id, [...kept, ...secrets]]]),
  };
}

/** The subject as it would be if the draft were assigned to its tenant; anybody else is as they are. */
export function assignedDraft(
  loaded: LoadedSubject,
  { audience }: ContextSubject,
  { policy, parameters }: DraftPolicy,
): LoadedSubject {
  if (audience !== "tenant" || parameters === null) return loaded;
  const others = loaded.assignments.filter(({ policyId }) => policyId !== policy.id);
  return {
    ...loaded,
    assignments: [...others, { policyId: policy.id, kind: "TENANT", group: null, parameters }],
  };
}
