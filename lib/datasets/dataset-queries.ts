import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, pageArguments, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { type DatasetView, type ListDatasetsInput, listDatasetsSchema } from "./dataset-schema";
import { datasetViewFields, toDatasetView } from "./dataset-view";

/**
 * The datasets of the organization by name, of one project or connection when it is given.
 *
 * @throws DomainError `forbidden` without `dataset:read`, `invalid_input`
 */
export async function listDatasets(actor: Actor, input: ListDatasetsInput = {}): Promise<Page<DatasetView>> {
  requirePermission(actor, "dataset:read");
  const { projectId, connectionId, ...page } = parseInput(listDatasetsSchema, input);
  const { organizationId } = actor;
  await requireCursor(page.cursor, (id) => database.dataset.count({ where: { id, organizationId } }));
  const where: Prisma.DatasetWhereInput = {
    organizationId,
    projectId,
    connectionId,
    ...(page.search ? { name: containsWords(page.search) } : {}),
  };
  const [rows, total] = await Promise.all([
    database.dataset.findMany({
      where,
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: datasetViewFields,
      ...pageArguments(page),
    }),
    database.dataset.count({ where }),
  ]);
  return toPage(rows.map(toDatasetView), page.limit, total);
}

/**
 * One dataset of the organization with its SQL.
 *
 * @throws DomainError `forbidden` without `dataset:read`, `not_found`
 */
export async function getDataset(actor: Actor, id: string): Promise<DatasetView> {
  requirePermission(actor, "dataset:read");
  const where = { id, organizationId: actor.organizationId };
  const row = isUuid(id) ? await database.dataset.findFirst({ where, select: datasetViewFields }) : null;
  if (!row) throw notFound("Dataset");
  return toDatasetView(row);
}
