import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { now } from "@/lib/clock";
import { database } from "@/lib/database";
import { DomainError, notFound } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";
import { ownImports } from "./import-queries";
import type { ImportView } from "./import-schema";
import { importViewFields, toImportView } from "./import-view";

/**
 * Stops an import at its next batch, on whichever instance it runs. What came in before stays.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict` when it has ended
 */
export async function cancelImport(actor: Actor, id: string): Promise<ImportView> {
  const own = ownImports(actor);
  if (!isUuid(id)) throw notFound("Import");
  return database.$transaction(async (tx) => {
    const row = await tx.import.findFirst({ where: { ...own, id }, select: { kind: true } });
    if (!row) throw notFound("Import");
    const where = { id, finishedAt: null, cancelledAt: null };
    if ((await tx.import.updateMany({ where, data: { cancelledAt: now() } })).count === 0) {
      throw new DomainError("conflict", "This import has ended already");
    }
    await recordAuditEvent(tx, actor, { action: "import.cancelled", targetId: id, details: { kind: row.kind } });
    return toImportView(await tx.import.findUniqueOrThrow({ where: { id }, select: importViewFields }));
  });
}
