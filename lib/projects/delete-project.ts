import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { lockProject } from "./lock-project";

/**
 * Removes a project with its connections, policies, dashboards and live tokens, all or nothing.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function deleteProject(actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "project:delete");
  await database.$transaction(
    async (tx) => {
      await lockProject(tx, actor, id);
      const { name, _count } = await tx.project.findUniqueOrThrow({
        where: { id },
        select: { name: true, _count: { select: { connections: true, policies: true, dashboards: true } } },
      });
      // First the dashboards, then the domains: a connection that cards or domains still use refuses to go.
      await tx.dashboard.deleteMany({ where: { projectId: id } });
      await tx.semanticDomain.deleteMany({ where: { projectId: id } });
      await tx.project.delete({ where: { id }, select: { id: true } });
      await recordAuditEvent(tx, actor, {
        action: "project.deleted",
        projectId: id,
        targetId: id,
        targetName: name,
        details: { removed: _count },
      });
    },
    { timeout: 120_000 },
  );
}
