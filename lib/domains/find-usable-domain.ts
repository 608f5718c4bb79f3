import { RecentReads } from "@/lib/audit/recent-reads";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { dialectOf } from "@/lib/policies/engine-dialect";
import { processState } from "@/lib/process-state";
import type { Dialect } from "@/lib/sql/security-context";
import { isUuid } from "@/lib/uuid";
import { domainRefusal } from "./compile/domain-refusal";
import type { DomainDefinition } from "./domain-definition-schema";
import { definitionOf } from "./domain-view";
import { type VisibilityOptions, visibleDomains } from "./visible-domains";

/** A domain that can be asked, for the server alone; never sent to anybody. */
export interface UsableDomain {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly connectionId: string;
  readonly dialect: Dialect;
  readonly definition: DomainDefinition;
}

const recent = processState("usable-domains", () => new RecentReads<UsableDomain>(1_000));

/**
 * A domain of the project that this actor may see, with all that running it takes. Views of an embed look at most 5 s
 * back, as they do for their dashboard; everybody else looks now.
 *
 * @throws DomainError `not_found` for a hidden domain as for none, `query_refused` for one without a connection,
 * `unauthenticated`
 */
export function findUsableDomain(
  actor: Actor,
  { projectId, domainId }: { readonly projectId: string; readonly domainId: string },
  options: VisibilityOptions = {},
): Promise<UsableDomain> {
  const find = () => look(actor, projectId, domainId, options);
  if (actor.kind !== "embed_viewer") return find();
  return recent.get(JSON.stringify([projectId, domainId, options, actor]), find);
}

async function look(
  actor: Actor,
  projectId: string,
  domainId: string,
  options: VisibilityOptions,
): Promise<UsableDomain> {
  if (!isUuid(domainId)) throw notFound("Domain");
  const row = await database.semanticDomain.findFirst({
    where: { AND: [await visibleDomains(actor, options), { id: domainId, projectId }] },
    select: {
      id: true,
      projectId: true,
      name: true,
      definition: true,
      connection: { select: { id: true, engine: true } },
    },
  });
  if (!row) throw notFound("Domain");
  const { connection, definition, ...domain } = row;
  if (!connection) throw domainRefusal("This domain has no connection yet");
  return {
    ...domain,
    connectionId: connection.id,
    dialect: dialectOf(connection.engine),
    definition: definitionOf(definition),
  };
}
