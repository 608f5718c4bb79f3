import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation, type Transaction } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { checkParsedPolicy, requireNoErrors } from "./check-policy";
import { givenSecrets } from "./create-policy";
import { secretsInTemplate } from "./policy-parameters";
import { getPolicy } from "./policy-queries";
import { definitionOf, layerWrites } from "./policy-rows";
import { type CheckedPolicyInput, type PolicyView, type UpdatePolicyInput, updatePolicySchema } from "./policy-schema";
import { findStoredPolicy, keptSecretNames, withStoredPassword } from "./stored-policy";

/**
 * Replaces a policy as a whole, for everybody it is assigned to, from their next query on. An edit made from an older
 * version is refused instead of overwriting somebody else's.
 *
 * @throws DomainError `forbidden` without `policy:update`, `not_found`, `invalid_input` with a message per field,
 * `conflict` for a stale version or a name that is taken.
 */
export async function updatePolicy(actor: Actor, id: string, input: UpdatePolicyInput): Promise<PolicyView> {
  requirePermission(actor, "policy:update");
  const { version, ...given } = parseInput(updatePolicySchema, input);
  const stored = await findStoredPolicy(actor, id);
  if (stored.connectionId !== given.connectionId) {
    const message = "A policy stays with its connection";
    throw new DomainError("invalid_input", message, { connectionId: message });
  }
  const policy = withStoredPassword(given, definitionOf(stored).connectionLayer?.urlTemplate ?? null);
  requireNoErrors(await checkParsedPolicy(actor, policy, keptSecretNames(stored, policy)));
  await database.$transaction(async (tx) => {
    const { count } = await onUniqueViolation(
      "This connection has a policy of this name already",
      () =>
        tx.policy.updateMany({
          where: { id, organizationId: actor.organizationId, version },
          data: { name: policy.name, description: policy.description, version: { increment: 1 } },
        }),
      "name",
    );
    if (count === 0) throw new DomainError("conflict", "Somebody else has changed this policy; load it again");
    await replaceLayers(tx, id, policy);
    await tx.connection.update({ where: { id: policy.connectionId }, data: { version: { increment: 1 } } });
    await recordAuditEvent(tx, actor, {
      action: "policy.updated",
      projectId: policy.projectId,
      targetId: id,
      targetName: policy.name,
      details: { version: version + 1, rules: policy.rules.length },
    });
  });
  return getPolicy(actor, id);
}

async function replaceLayers(tx: Transaction, policyId: string, policy: CheckedPolicyInput): Promise<void> {
  await tx.connectionLayer.deleteMany({ where: { policyId } });
  await tx.schemaLayer.deleteMany({ where: { policyId } });
  await tx.rowColumnRule.deleteMany({ where: { policyId } });
  await tx.policy.update({ where: { id: policyId }, data: layerWrites(policy), select: { id: true } });
  const used = secretsInTemplate(policy.connectionLayer?.urlTemplate ?? null);
  await tx.policySecret.deleteMany({ where: { policyId, name: { notIn: used } } });
  for (const { name, ciphertext } of givenSecrets(policy)) {
    await tx.policySecret.upsert({
      where: { policyId_name: { policyId, name } },
      create: { policyId, name, ciphertext },
      update: { ciphertext },
    });
  }
}
