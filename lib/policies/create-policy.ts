import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { checkParsedPolicy, requireNoErrors } from "./check-policy";
import { secretsInTemplate } from "./policy-parameters";
import { getPolicy } from "./policy-queries";
import { encryptPolicySecret, layerWrites } from "./policy-rows";
import { type CheckedPolicyInput, createPolicySchema, type PolicyInput, type PolicyView } from "./policy-schema";

/**
 * Adds a policy to a connection after it has passed every check. It holds for nobody until it is assigned or a token
 * names it.
 *
 * @throws DomainError `forbidden` without `policy:create`, `not_found` for a foreign connection, `invalid_input` with a
 * message per field, `conflict` when the connection has a policy of this name.
 */
export async function createPolicy(actor: Actor, input: PolicyInput): Promise<PolicyView> {
  requirePermission(actor, "policy:create");
  const policy = parseInput(createPolicySchema, input);
  requireNoErrors(await checkParsedPolicy(actor, policy, []));
  const id = await database.$transaction(async (tx) => {
    const { id } = await onUniqueViolation(
      "This connection has a policy of this name already",
      () =>
        tx.policy.create({
          data: {
            organizationId: actor.organizationId,
            projectId: policy.projectId,
            connectionId: policy.connectionId,
            name: policy.name,
            description: policy.description,
            ...layerWrites(policy),
            secrets: { create: givenSecrets(policy) },
          },
          select: { id: true },
        }),
      "name",
    );
    await tx.connection.update({ where: { id: policy.connectionId }, data: { version: { increment: 1 } } });
    await recordAuditEvent(tx, actor, {
      action: "policy.created",
      projectId: policy.projectId,
      targetId: id,
      targetName: policy.name,
      details: { connectionId: policy.connectionId, rules: policy.rules.length },
    });
    return id;
  });
  return getPolicy(actor, id);
}

/** The secrets that an input gives and its template uses, encrypted; `***` stands for one that is stored already. */
export function givenSecrets({ connectionLayer }: CheckedPolicyInput): { name: string; ciphertext: string }[] {
  const used = secretsInTemplate(connectionLayer?.urlTemplate ?? null);
  const given = Object.entries(connectionLayer?.secrets ?? {}).filter(([, value]) => value !== "***");
  const unused = given.find(([name]) => !used.includes(name))?.[0];
  if (unused !== undefined) {
    const message = "The connection URL does not use this secret";
    throw new DomainError("invalid_input", message, { [`connectionLayer.secrets.${unused}`]: message });
  }
  return given.map(([name, value]) => ({ name, ciphertext: encryptPolicySecret(value) }));
}
