import { requirePermission } from "@/lib/authorization/require-permission";
import { findOwnConnection } from "@/lib/connections/connection-access";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { catalogTables, checkParsedPolicy, requireNoErrors } from "./check-policy";
import { withFiles } from "./connection-definition";
import { givenSecrets } from "./create-policy";
import type { DraftPolicy } from "./draft-policy";
import { dialectOf } from "./engine-dialect";
import { definitionFromInput, definitionOf } from "./policy-rows";
import type { CheckedPolicyInput, ParameterValues } from "./policy-schema";
import { withOpenings } from "./rule-openings";
import { findStoredPolicy, keptSecretNames, withStoredPassword } from "./stored-policy";

export interface DraftInput {
  readonly policy: CheckedPolicyInput;
  readonly policyId?: string;
  readonly parameters?: ParameterValues;
}

/**
 * Makes a policy ready to be tried as it stands in an editor, after the checks that saving it would make.
 *
 * @throws DomainError `forbidden` without `policy:update`, `not_found`, `invalid_input` with a message per field
 */
export async function prepareDraft(actor: Actor, { policy, policyId, parameters }: DraftInput): Promise<DraftPolicy> {
  requirePermission(actor, "policy:update");
  const stored = policyId === undefined ? null : await findStoredPolicy(actor, policyId);
  if (stored && stored.connectionId !== policy.connectionId) {
    const message = "A policy stays with its connection";
    throw new DomainError("invalid_input", message, { connectionId: message });
  }
  const template = stored ? (definitionOf(stored).connectionLayer?.urlTemplate ?? null) : null;
  const edited = stored ? withStoredPassword(policy, template) : policy;
  requireNoErrors(await checkParsedPolicy(actor, edited, stored ? keptSecretNames(stored, edited) : []));
  const [connection, tables] = await Promise.all([
    findOwnConnection(actor, edited.connectionId),
    catalogTables(edited.connectionId),
  ]);
  const [definition] = await withOpenings([definitionFromInput(edited)], tables, dialectOf(connection.engine));
  if (!definition) throw new Error("A policy was lost while it was prepared");
  return {
    policy: { ...withFiles(definition, connection), id: policyId ?? "draft" },
    secrets: givenSecrets(edited),
    parameters: parameters ?? null,
  };
}
