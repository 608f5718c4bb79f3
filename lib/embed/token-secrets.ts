import { noteUnknownRefusal } from "@/lib/audit/note-refusal";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { hashSecret, randomSecret, secretMatches } from "@/lib/secrets/random-secret";
import { isUuid, uuidv7 } from "@/lib/uuid";

/** Compared when there is no such id, so that the answer takes as long as for a wrong secret. */
const nobodysHash = hashSecret(randomSecret("bh_dash"));

/** One answer for an unknown id, a wrong secret and a tenant the dashboard is not for (R05). */
export function wrongSecret(): DomainError {
  return new DomainError("unauthenticated", "The id or the secret is not right");
}

/**
 * The dashboard whose secret was given.
 *
 * @throws DomainError `unauthenticated`, the same in body and time for a wrong id and a wrong secret
 */
export async function requireDashboardSecret(dashboardId: string, secret: string) {
  const dashboard = await database.dashboard.findUnique({
    where: { id: askable(dashboardId) },
    select: {
      id: true,
      organizationId: true,
      projectId: true,
      tenantId: true,
      title: true,
      filters: true,
      secretHash: true,
    },
  });
  if (!secretMatches(secret, dashboard?.secretHash ?? nobodysHash) || !dashboard) throw refused(dashboard);
  return dashboard;
}

/**
 * The project whose secret was given.
 *
 * @throws DomainError `unauthenticated`, as for dashboards
 */
export async function requireProjectSecret(projectId: string, secret: string) {
  const project = await database.project.findUnique({
    where: { id: askable(projectId) },
    select: { id: true, organizationId: true, name: true, secretHash: true },
  });
  if (!secretMatches(secret, project?.secretHash ?? nobodysHash) || !project) {
    throw refused(project && { ...project, projectId: project.id, tenantId: null, title: project.name });
  }
  return project;
}

interface Named {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string;
  readonly tenantId: string | null;
  readonly title: string;
}

/** The same answer in any case; the organization's audit tells of a wrong secret for what exists. */
function refused(named: Named | null): DomainError {
  const error = wrongSecret();
  if (!named) return error;
  const { id, organizationId, projectId, tenantId, title } = named;
  noteUnknownRefusal(organizationId, id, {
    action: "token.refused",
    tenantId,
    projectId,
    targetId: id,
    targetName: title,
    details: { code: error.code },
  });
  return error;
}

/** Text that is no id is looked up too, as one that nobody has: leaving the query out would show in the time. */
function askable(id: string): string {
  return isUuid(id) ? id : uuidv7();
}
