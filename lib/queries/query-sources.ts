import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import { type Actor, isTenantActor } from "@/lib/identity/actor";
import { log } from "@/lib/log";
import type { SecurityContext, TableAccess } from "@/lib/sql/security-context";
import { isUuid } from "@/lib/uuid";
import type { QueryCatalog, QuerySource } from "./query-sources-schema";
import { requireMayRead } from "./require-may-read";
import { resolveQueryContext } from "./resolve-query-context";
import { secureQuery } from "./secure-query";

/** For whom queries are written: the dashboard's project and home, and the tenant looked as. */
export interface QueryPlace {
  /** The dashboard that they are written for: that the actor may edit it is the caller's to have checked. */
  readonly dashboardId: string;
  readonly projectId: string;
  readonly homeTenantId?: string;
  readonly asTenantId?: string;
}

const sourceSelect = { id: true, name: true, engine: true } as const;

/**
 * The connections of a project that this actor may write queries on. A tenant's people are told of those only where they
 * can read something: the others would name what is kept from them (R04).
 *
 * @throws DomainError `forbidden`, `invalid_input`, `unauthenticated`
 */
export async function listQuerySources(actor: Actor, place: QueryPlace): Promise<QuerySource[]> {
  await requireMayRead(actor, { ...place, connectionId: "", sql: "", purpose: "preview" });
  const { organizationId } = actor;
  const connections = await database.connection.findMany({
    where: { projectId: place.projectId, organizationId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: sourceSelect,
  });
  if (!isTenantActor(actor)) return connections;
  const catalogs = await Promise.all(connections.map((connection) => readCatalog(actor, connection, place)));
  return connections.filter((_, index) => (catalogs[index]?.tables.length ?? 0) > 0);
}

/**
 * Tables, columns and placeholders that this actor's queries may name on one connection, decided as the gate decides. What
 * is hidden, excluded or not there is left out alike (R04).
 *
 * @throws DomainError `not_found` for a connection that is not among `listQuerySources`, `forbidden`, `invalid_input`
 */
export async function getQueryCatalog(actor: Actor, connectionId: string, place: QueryPlace): Promise<QueryCatalog> {
  await requireMayRead(actor, { ...place, connectionId, sql: "", purpose: "preview" });
  if (!isUuid(connectionId)) throw notFound("Connection");
  const connection = await database.connection.findFirst({
    where: { id: connectionId, projectId: place.projectId, organizationId: actor.organizationId },
    select: sourceSelect,
  });
  if (!connection) throw notFound("Connection");
  const catalog = await readCatalog(actor, connection, place);
  if (isTenantActor(actor) && catalog.tables.length === 0) throw notFound("Connection");
  return catalog;
}

async function readCatalog(actor: Actor, connection: QuerySource, place: QueryPlace): Promise<QueryCatalog> {
  const datasets = await database.dataset.findMany({
    where: { connectionId: connection.id },
    orderBy: { name: "asc" },
    select: { name: true },
  });
  const names = datasets.map(({ name }) => name);
  try {
    // Contexts hold the datasets that a statement names; this one names them all.
    const { security } = await resolveQueryContext(actor, {
      ...place,
      connectionId: connection.id,
      sql: names.join(" "),
      purpose: "preview",
    });
    const answered = await Promise.all(security.tables.map((table) => isAnswered(table, security)));
    return {
      ...connection,
      defaultSchema: security.defaultSchema,
      tables: security.tables.filter((_, index) => answered[index]).map(toTable),
      placeholders: Object.keys(security.placeholders).sort(),
      refusal: null,
    };
  } catch (error) {
    // One connection that cannot be opened keeps nobody from the others.
    const isOurs = error instanceof DomainError;
    if (!isOurs) log.error({ err: error, connectionId: connection.id }, "catalog for completion failed");
    const refusal = isOurs ? error.message : "This connection cannot be read right now";
    return { ...connection, defaultSchema: "", tables: [], placeholders: [], refusal };
  }
}

/** A dataset is there for whoever would get an answer from it. */
async function isAnswered({ dataset, name }: TableAccess, security: SecurityContext): Promise<boolean> {
  if (!dataset || dataset.told) return true;
  return secureQuery(`SELECT 1 AS one FROM ${name}`, security).then(
    () => true,
    () => false,
  );
}

function toTable({ schema, name, columns, excludedColumns, dataset }: TableAccess): QueryCatalog["tables"][number] {
  const excluded = new Set(excludedColumns);
  return {
    schema: dataset ? null : schema,
    name,
    columns: columns.filter((column) => !excluded.has(column.name)).map((column) => ({ ...column })),
  };
}
