import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { creatorOf } from "@/lib/dashboards/dashboard-creator";
import { database, onUniqueViolation } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { type CreateDatasetInput, createDatasetSchema, type DatasetView } from "./dataset-schema";
import { datasetViewFields, toDatasetView } from "./dataset-view";
import { describeDataset } from "./describe-dataset";
import { nameTaken, requireFreeName } from "./require-free-name";

/**
 * Saves a query under a name that card SQL of its connection can read. Only an ADMIN saves one as trusted; then it opens
 * to each reader what its own tenant predicate leaves, and nothing else of its tables (R02).
 *
 * @throws DomainError `forbidden` without `dataset:create`, or `dataset:trust` for a trusted one, `not_found` for a
 * foreign connection, `conflict` when the name is taken, `invalid_input`, and what the gate says of the SQL
 */
export async function createDataset(actor: Actor, input: CreateDatasetInput): Promise<DatasetView> {
  requirePermission(actor, "dataset:create");
  const { asTenantId, ...dataset } = parseInput(createDatasetSchema, input);
  const columns = await describeDataset(actor, { ...dataset, asTenantId });
  const trustedById = dataset.trusted ? creatorOf(actor) : null;
  return database.$transaction(async (transaction) => {
    await requireFreeName(transaction, dataset.connectionId, dataset.name);
    const { organizationId } = actor;
    const row = await onUniqueViolation(
      nameTaken,
      () =>
        transaction.dataset.create({
          data: { ...dataset, columns, trustedById, organizationId },
          select: datasetViewFields,
        }),
      "name",
    );
    await transaction.connection.update({
      where: { id: dataset.connectionId, organizationId },
      data: { version: { increment: 1 } },
    });
    await recordAuditEvent(transaction, actor, {
      action: "dataset.created",
      projectId: dataset.projectId,
      targetId: row.id,
      targetName: row.name,
      details: { trusted: row.trusted },
    });
    return toDatasetView(row);
  });
}
