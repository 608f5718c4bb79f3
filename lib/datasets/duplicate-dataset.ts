import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database, onUniqueViolation } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { getDataset } from "./dataset-queries";
import { type DatasetView, type DuplicateDatasetInput, duplicateDatasetSchema } from "./dataset-schema";
import { datasetViewFields, toDatasetView } from "./dataset-view";
import { nameTaken, requireFreeName } from "./require-free-name";

/**
 * Copies a dataset under another name. The copy is untrusted, whoever makes it: trust belongs to what an ADMIN has read
 * under its own name (R02).
 *
 * @throws DomainError `forbidden` without `dataset:create`, `not_found`, `conflict` when the name is taken, `invalid_input`
 */
export async function duplicateDataset(actor: Actor, id: string, input: DuplicateDatasetInput): Promise<DatasetView> {
  requirePermission(actor, "dataset:create");
  const { name } = parseInput(duplicateDatasetSchema, input);
  const { projectId, connectionId, description, sql, columns, name: originalName } = await getDataset(actor, id);
  const { organizationId } = actor;
  return database.$transaction(async (transaction) => {
    await requireFreeName(transaction, connectionId, name);
    const data = { organizationId, projectId, connectionId, name, description, sql, columns, trusted: false };
    const row = await onUniqueViolation(
      nameTaken,
      () => transaction.dataset.create({ data, select: datasetViewFields }),
      "name",
    );
    await transaction.connection.update({
      where: { id: connectionId, organizationId },
      data: { version: { increment: 1 } },
    });
    await recordAuditEvent(transaction, actor, {
      action: "dataset.created",
      projectId,
      targetId: row.id,
      targetName: row.name,
      details: { trusted: false, copyOf: originalName },
    });
    return toDatasetView(row);
  });
}
