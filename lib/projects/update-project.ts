import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { lockProject } from "./lock-project";
import { type ProjectView, type UpdateProjectInput, updateProjectSchema } from "./project-schema";
import { projectViewFields, toProjectView } from "./project-view";

/**
 * Changes a project's name, or which pages may frame its dashboards.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` when the name is taken, `invalid_input`
 */
export async function updateProject(actor: Actor, id: string, input: UpdateProjectInput): Promise<ProjectView> {
  requirePermission(actor, "project:update");
  const data = parseInput(updateProjectSchema, input);
  return database.$transaction(async (tx) => {
    await lockProject(tx, actor, id);
    const project = await onUniqueViolation(
      "A project with this name already exists",
      () => tx.project.update({ where: { id }, data, select: projectViewFields }),
      "name",
    );
    await recordAuditEvent(tx, actor, {
      action: "project.updated",
      projectId: id,
      targetId: id,
      targetName: project.name,
      details: { changed: Object.keys(data) },
    });
    return toProjectView(actor, project);
  });
}
