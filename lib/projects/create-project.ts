import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type CreateProjectInput, createProjectSchema, type ProjectView } from "./project-schema";
import { newProjectSecret } from "./project-secret";
import { projectViewFields, toProjectView } from "./project-view";

/**
 * Adds a project with a secret of its own, which admins may read again.
 *
 * @throws DomainError `forbidden`, `conflict` when the name is taken, `invalid_input`
 */
export async function createProject(actor: Actor, input: CreateProjectInput): Promise<ProjectView> {
  requirePermission(actor, "project:create");
  const data = parseInput(createProjectSchema, input);
  const { stored } = newProjectSecret();
  return database.$transaction(async (tx) => {
    const project = await onUniqueViolation(
      "A project with this name already exists",
      () =>
        tx.project.create({
          data: { ...data, ...stored, organizationId: actor.organizationId },
          select: projectViewFields,
        }),
      "name",
    );
    await recordAuditEvent(tx, actor, {
      action: "project.created",
      projectId: project.id,
      targetId: project.id,
      targetName: project.name,
    });
    return toProjectView(actor, project);
  });
}
