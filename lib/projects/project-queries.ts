import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, type PageInput, pageArguments, pageSchema, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import type { ProjectView } from "./project-schema";
import { projectViewFields, toProjectView } from "./project-view";

/**
 * The organization's projects by name.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listProjects(actor: Actor, input: PageInput = {}): Promise<Page<ProjectView>> {
  requirePermission(actor, "project:read");
  const page = parseInput(pageSchema, input);
  const own = { organizationId: actor.organizationId } satisfies Prisma.ProjectWhereInput;
  await requireCursor(page.cursor, (id) => database.project.count({ where: { ...own, id } }));
  const where: Prisma.ProjectWhereInput = page.search ? { ...own, name: containsWords(page.search) } : own;
  const [rows, total] = await Promise.all([
    database.project.findMany({
      where,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: projectViewFields,
      ...pageArguments(page),
    }),
    database.project.count({ where }),
  ]);
  return toPage(
    rows.map((row) => toProjectView(actor, row)),
    page.limit,
    total,
  );
}

/**
 * One project of the organization.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function getProject(actor: Actor, id: string): Promise<ProjectView> {
  requirePermission(actor, "project:read");
  const row = isUuid(id)
    ? await database.project.findFirst({
        where: { id, organizationId: actor.organizationId },
        select: projectViewFields,
      })
    : null;
  if (!row) throw notFound("Project");
  return toProjectView(actor, row);
}
