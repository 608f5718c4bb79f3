import { noteStranger, noteUnknownRefusal } from "@/lib/audit/note-refusal";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { hashSecret, randomSecret, secretMatches } from "@/lib/secrets/random-secret";
import { isUuid, uuidv7 } from "@/lib/uuid";

/** Compared when there is no such id, so that the answer takes as long as for a wrong secret. */
const nobodysHash = hashSecret(randomSecret("bh_dash"));

/** One answer for an unknown id, a wrong secret and a tenant the dashboard is not for (R05). */
function wrongSecret(): DomainError {
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
  if (!secretMatches(secret, dashboard?.secretHash ?? nobodysHash) || !dashboard)
    throw await refused("dashboard secret", dashboard);
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
    throw await refused(
      "project secret",
      project && { ...project, projectId: project.id, tenantId: null, title: project.name },
    );
  }
  return project;
}

/** What a token was asked for. */
export interface Named {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string;
  readonly tenantId: string | null;
  readonly title: string;
}

/**
 * The error for a token that was asked for and refused, the same for every reason; the audit has the reason, and the
 * dashboard or project where one was named that exists.
 */
export async function refused(reason: string, named: Named | null): Promise<DomainError> {
  const error = wrongSecret();
  const event = { action: "token.refused", details: { code: error.code, reason } } as const;
  if (!named) {
    await noteStranger(reason, event);
    return error;
  }
  const { id: targetId, title: targetName, organizationId, projectId, tenantId } = named;
  noteUnknownRefusal(organizationId, `${reason} ${targetId}`, { ...event, tenantId, projectId, targetId, targetName });
  return error;
}

/** Text that is no id is looked up too, as one that nobody has: leaving the query out would show in the time. */
function askable(id: string): string {
  return isUuid(id) ? id : uuidv7();
}
