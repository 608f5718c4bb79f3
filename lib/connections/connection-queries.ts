import { z } from "zod";
import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type Page, pageArguments, pageSchema, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Engine } from "@/prisma/client/enums";
import { requireOwnProject } from "./connection-access";
import type { ConnectionHealthView, ConnectionView } from "./connection-schema";
import { decryptSettings, locationInWords, maskedSettings } from "./connection-settings";
import { isGoverned, isolationStyleInWords, policyScopeSelect } from "./table-coverage";

export const listConnectionsSchema = pageSchema.extend({ projectId: z.uuid().optional() });

const selection = {
  id: true,
  projectId: true,
  name: true,
  engine: true,
  settingsCiphertext: true,
  version: true,
  resultCacheSeconds: true,
  health: true,
  testedAt: true,
  catalogReadAt: true,
  tables: { where: { missingAt: null }, select: { schema: true, name: true, columns: true, exposure: true } },
  policies: { select: policyScopeSelect },
} as const;

/**
 * One connection, its secrets masked.
 *
 * @throws DomainError `forbidden` without `connection:read`, `not_found`.
 */
export async function getConnection(actor: Actor, id: string): Promise<ConnectionView> {
  requirePermission(actor, "connection:read");
  const where = { id, organizationId: actor.organizationId };
  const row = isUuid(id) ? await database.connection.findFirst({ where, select: selection }) : null;
  if (!row) throw notFound("Connection");
  return connectionView(row);
}

/**
 * A project's connections, or all of the organization's, by name.
 *
 * @throws DomainError `forbidden` without `connection:read`, `not_found` for a foreign project.
 */
export async function listConnections(
  actor: Actor,
  input: z.input<typeof listConnectionsSchema> = {},
): Promise<Page<ConnectionView>> {
  requirePermission(actor, "connection:read");
  const page = parseInput(listConnectionsSchema, input);
  if (page.projectId) await requireOwnProject(actor, page.projectId);
  const where = {
    organizationId: actor.organizationId,
    ...(page.projectId ? { projectId: page.projectId } : {}),
    ...(page.search ? { name: containsWords(page.search) } : {}),
  };
  const [rows, total] = await Promise.all([
    database.connection.findMany({
      where,
      select: selection,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      ...pageArguments(page),
    }),
    database.connection.count({ where }),
  ]);
  return toPage(rows.map(connectionView), page.limit, total);
}

/**
 * Names of the connections that somebody who builds cards may choose from: no settings, no tables.
 *
 * @throws DomainError `forbidden` without `connection:use`, `not_found` for a foreign project.
 */
export async function listConnectionNames(
  actor: Actor,
  projectId: string,
): Promise<{ id: string; name: string; engine: Engine }[]> {
  requirePermission(actor, "connection:use");
  await requireOwnProject(actor, projectId);
  return database.connection.findMany({
    where: { organizationId: actor.organizationId, projectId },
    select: { id: true, name: true, engine: true },
    orderBy: { name: "asc" },
  });
}

function connectionView(row: ConnectionRow): ConnectionView {
  const settings = decryptSettings(row.settingsCiphertext);
  const unprotected = row.tables.filter(
    (table) =>
      table.exposure !== "HIDDEN" &&
      !isGoverned({ ...table, columns: table.columns as { name: string }[] }, row.policies),
  );
  return {
    id: row.id,
    projectId: row.projectId,
    name: row.name,
    engine: row.engine,
    location: locationInWords(settings),
    settings: maskedSettings(settings),
    version: row.version,
    resultCacheSeconds: row.resultCacheSeconds,
    health: row.health as ConnectionHealthView | null,
    testedAt: row.testedAt,
    catalogReadAt: row.catalogReadAt,
    isolationStyle: isolationStyleInWords(row.policies, row.engine),
    tableCount: row.tables.length,
    unprotectedCount: unprotected.length,
  };
}

type ConnectionRow = NonNullable<
  Awaited<ReturnType<typeof database.connection.findFirst<{ select: typeof selection }>>>
>;
