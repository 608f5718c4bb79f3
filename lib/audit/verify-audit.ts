import { database } from "@/lib/database";
import { type ChainAnchor, type ChainReport, verifyChain } from "./verify-chain";

export interface NamedChainReport extends ChainReport {
  /** Whose chain it is, for people. */
  readonly name: string;
}

interface KnownChain {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
}

/**
 * Verifies the chains of an installation one after the other, the organization's own first: every chain that is recorded,
 * that an event names, that an existing tenant must have, and that was noted down elsewhere. It takes no actor: whoever may
 * run it has the database.
 *
 * @param options.tenant key or id of the one tenant whose chain is wanted; an id finds deleted tenants, too
 */
export async function* verifyAudit(
  options: { readonly tenant?: string; readonly anchors?: readonly ChainAnchor[] } = {},
): AsyncGenerator<NamedChainReport, void, undefined> {
  const anchors = new Map(options.anchors?.map((anchor) => [anchor.chain, anchor]));
  for (const { id, organizationId, name } of await chainsToVerify(options.tenant, [...anchors.keys()])) {
    yield { ...(await verifyChain(id, organizationId, anchors.get(id))), name };
  }
}

/** The recursion steps from one chain to the next in the index; the events themselves are not read. */
async function chainsToVerify(tenant: string | undefined, anchored: readonly string[]): Promise<KnownChain[]> {
  const chains = await database.$queryRaw<KnownChain[]>`
    WITH RECURSIVE named (id) AS (
      (SELECT chain_id FROM audit_events WHERE chain_id IS NOT NULL ORDER BY chain_id LIMIT 1)
      UNION ALL
      SELECT (SELECT chain_id FROM audit_events WHERE chain_id > n.id ORDER BY chain_id LIMIT 1)
      FROM named AS n WHERE n.id IS NOT NULL
    ), wanted (id) AS (
      SELECT id FROM named WHERE id IS NOT NULL
      UNION SELECT id FROM audit_chains
      UNION SELECT id FROM tenants
      UNION SELECT id FROM organizations
      UNION SELECT unnest(${anchored}::uuid[])
    )
    SELECT w.id, coalesce(o.id, t.organization_id, c.organization_id, w.id) AS "organizationId",
      CASE WHEN o.id IS NOT NULL THEN 'the organization itself'
        WHEN t.id IS NOT NULL THEN 'tenant ' || t.key ELSE 'a deleted tenant' END AS name
    FROM wanted AS w LEFT JOIN organizations AS o ON o.id = w.id LEFT JOIN tenants AS t ON t.id = w.id
      LEFT JOIN audit_chains AS c ON c.id = w.id
    WHERE ${tenant ?? null}::text IS NULL OR t.key = ${tenant ?? null} OR w.id::text = ${tenant ?? null}
    ORDER BY o.id IS NULL, t.key, w.id`;
  return chains;
}
