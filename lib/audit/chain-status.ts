import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { ChainStatus } from "./audit-event-schema";
import { isSigned } from "./chain-state";
import { findAuditedTenant } from "./find-audited-tenant";

/** Counting those that wait goes no further. */
const mostCounted = 10_000;

/**
 * How far the chain of a tenant, or of the organization itself, reaches, and whether its recorded end is the one that was
 * signed. Cheap, for looking at in passing: whether every event is in its place, `npm run -s audit-verify` finds out.
 *
 * @throws DomainError `forbidden`, `not_found` for a tenant that the organization never had
 */
export async function getChainStatus(actor: Actor, tenantId: string | null = null): Promise<ChainStatus> {
  requirePermission(actor, "audit:read");
  const { organizationId } = actor;
  if (tenantId !== null && !(await findAuditedTenant(organizationId, tenantId))) throw notFound("Tenant");
  const chainId = tenantId ?? organizationId;
  const [chain, last, waiting] = await Promise.all([
    database.auditChain.findFirst({ where: { id: chainId, organizationId } }),
    database.auditEvent.findFirst({
      where: { chainId, organizationId },
      orderBy: { chainSequence: "desc" },
      select: { occurredAt: true },
    }),
    database.auditEvent.count({ where: { organizationId, tenantId, chainId: null }, take: mostCounted }),
  ]);
  return {
    tenantId,
    sealed: Number(chain?.length ?? 0),
    removed: Number(chain?.removedLength ?? 0),
    lastSealedAt: last?.occurredAt.toISOString() ?? null,
    waiting,
    endIsIntact: chain ? isSigned(chain) : last === null,
  };
}
