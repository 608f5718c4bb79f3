import type { z } from "zod";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { deletePolicySchema } from "./policy-schema";

/**
 * Removes a policy with its assignments. One that is assigned to anybody goes only when its name is repeated in
 * `confirm`: what it opened closes, but what it narrowed may widen.
 *
 * @throws DomainError `forbidden` without `policy:delete`, `not_found`, `conflict` for a policy in use without its name.
 */
export async function deletePolicy(
  actor: Actor,
  id: string,
  input: z.input<typeof deletePolicySchema> = {},
): Promise<void> {
  requirePermission(actor, "policy:delete");
  const { confirm } = parseInput(deletePolicySchema, input);
  if (!isUuid(id)) throw notFound("Policy");
  const where = { id, organizationId: actor.organizationId };
  await database.$transaction(async (tx) => {
    // Locked, so that nobody is assigned between the count and the deletion.
    await tx.$queryRaw`SELECT id FROM policies WHERE id = ${id}::uuid FOR UPDATE`;
    const policy = await tx.policy.findFirst({
      where,
      select: { name: true, projectId: true, connectionId: true, _count: { select: { assignments: true } } },
    });
    if (!policy) throw notFound("Policy");
    const { assignments } = policy._count;
    if (assignments > 0 && confirm !== policy.name) {
      const message = `This policy is assigned ${assignments} times; repeat its name to delete it with its assignments`;
      throw new DomainError("conflict", message, { confirm: message });
    }
    await tx.policy.delete({ where });
    await tx.connection.update({ where: { id: policy.connectionId }, data: { version: { increment: 1 } } });
    await recordAuditEvent(tx, actor, {
      action: "policy.deleted",
      projectId: policy.projectId,
      targetId: id,
      targetName: policy.name,
      details: { assignments },
    });
  });
}
