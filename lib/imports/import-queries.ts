import { database } from "@/lib/database";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, pageArguments, toPage } from "@/lib/pagination";
import { isUuid } from "@/lib/uuid";
import type { Prisma } from "@/prisma/client/client";
import { requireImportKinds } from "./import-permission";
import { type ImportView, type ListImportsInput, listImportsSchema } from "./import-schema";
import { importViewFields, toImportView } from "./import-view";

/**
 * The imports of the last days, newest first, of the kinds that the actor may start.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listImports(actor: Actor, input: ListImportsInput = {}): Promise<Page<ImportView>> {
  const where = ownImports(actor);
  const page = parseInput(listImportsSchema, input);
  await requireCursor(page.cursor, (id) => database.import.count({ where: { ...where, id } }));
  const [rows, total] = await Promise.all([
    database.import.findMany({ where, orderBy: { id: "desc" }, select: importViewFields, ...pageArguments(page) }),
    database.import.count({ where }),
  ]);
  return toPage(rows.map(toImportView), page.limit, total);
}

/**
 * One import, and how far it is.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function getImport(actor: Actor, id: string): Promise<ImportView> {
  const own = ownImports(actor);
  const row = isUuid(id) ? await database.import.findFirst({ where: { ...own, id }, select: importViewFields }) : null;
  if (!row) throw notFound("Import");
  return toImportView(row);
}

/** The imports that an actor may see at all. */
export function ownImports(actor: Actor) {
  return {
    organizationId: actor.organizationId,
    kind: { in: requireImportKinds(actor) },
  } as const satisfies Prisma.ImportWhereInput;
}
