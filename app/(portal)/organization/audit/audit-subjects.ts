import type { AuditFilter } from "@/lib/audit/audit-event-schema";
import { type AuditSubject, findAuditSubject } from "@/lib/audit/find-audit-subject";
import type { PortalActor } from "../../_shell/page-access";

/** Whom and what the filters name, by name; null where a filter is off or names nothing that is known. */
export interface AuditSubjects {
  readonly actor: AuditSubject | null;
  readonly target: AuditSubject | null;
  readonly tenant: AuditSubject | null;
}

/** Finds the names of what the filters hold as ids. */
export async function auditSubjects(actor: PortalActor, filter: AuditFilter): Promise<AuditSubjects> {
  const find = (id: string | undefined) => (id ? findAuditSubject(actor, id) : null);
  const [by, target, tenant] = await Promise.all([find(filter.actorId), find(filter.targetId), find(filter.tenantId)]);
  return { actor: by, target, tenant };
}

/** The people and tenants among them, each once: of these everything can be downloaded. */
export function exportableSubjects({ actor, target, tenant }: AuditSubjects): readonly AuditSubject[] {
  const all = [actor, target, tenant].filter((one) => one !== null && one.kind !== "other") as AuditSubject[];
  return all.filter(({ id }, index) => all.findIndex((one) => one.id === id) === index);
}
