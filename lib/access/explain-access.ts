import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type AccessExplanation, type ExplainAccessInput, explainAccessSchema } from "./access-schema";
import { findAccessSubject } from "./access-subject";
import { explainConnection } from "./explain-connection";
import { explainDashboards } from "./explain-dashboards";
import { explainDomains } from "./explain-domains";

/**
 * Says what a person, a tenant or the bearer of a token sees in a project: each connection's target and tables with the
 * conditions, their values and where these came from, the dashboards with levels and reasons, and
 * the semantic domains. Asked of the very
 * functions that decide when they look; no data is read.
 *
 * @throws DomainError `forbidden` without `policy:read`, `not_found`, `unauthenticated` for a token that opens nothing,
 * `invalid_input`
 */
export async function explainAccess(actor: Actor, input: ExplainAccessInput): Promise<AccessExplanation> {
  requirePermission(actor, "policy:read");
  requirePermission(actor, "user:read");
  const parsed = parseInput(explainAccessSchema, input);
  const { projectId } = parsed;
  const { organizationId } = actor;
  const project = await database.project.findFirst({
    where: { id: projectId, organizationId },
    select: { connections: { select: { id: true, name: true, engine: true }, orderBy: { name: "asc" } } },
  });
  if (!project) throw notFound("Project");
  const subject = await findAccessSubject(actor, parsed);
  const [connections, dashboards, domains] = await Promise.all([
    Promise.all(project.connections.map((connection) => explainConnection(connection, subject.subjects))),
    explainDashboards(organizationId, projectId, subject),
    explainDomains(organizationId, projectId, subject),
  ]);
  return { subject: subject.view, connections, ...dashboards, domains };
}
