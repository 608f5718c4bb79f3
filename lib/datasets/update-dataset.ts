import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { can, requirePermission } from "@/lib/authorization/require-permission";
import { creatorOf } from "@/lib/dashboards/dashboard-creator";
import { database, onUniqueViolation } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { getDataset } from "./dataset-queries";
import { type DatasetView, type UpdateDatasetInput, updateDatasetSchema } from "./dataset-schema";
import { describeDataset } from "./describe-dataset";
import { nameTaken, requireFreeName } from "./require-free-name";

/**
 * Changes a dataset for every card that reads it, from their next query on. Trust is for SQL as an ADMIN saw it: SQL
 * that changes loses it unless an ADMIN says it again with the edit, and so does whatever anybody else edits (R02). An
 * edit made from an older version is refused instead of overwriting somebody else's.
 *
 * @throws DomainError `forbidden` without `dataset:update`, or `dataset:trust` for a trusted one, `not_found`,
 * `conflict` for a stale version or a name that is taken, `invalid_input`, and what the gate says of the SQL
 */
export async function updateDataset(actor: Actor, id: string, input: UpdateDatasetInput): Promise<DatasetView> {
  requirePermission(actor, "dataset:update");
  const { version, asTenantId, ...given } = parseInput(updateDatasetSchema, input);
  const stored = await getDataset(actor, id);
  // Trust and columns are decided from what was read here; it has to be what the edit was made from.
  if (stored.version !== version) throw changedMeanwhile();
  const { projectId, connectionId } = stored;
  const sql = given.sql ?? stored.sql;
  const kept = stored.trusted && sql === stored.sql && can(actor, "dataset:trust");
  const trusted = given.trusted ?? kept;
  const answersFor = trusted && !kept;
  if (answersFor) requirePermission(actor, "dataset:trust");
  const columns =
    sql !== stored.sql || answersFor
      ? await describeDataset(actor, { projectId, connectionId, sql, trusted, asTenantId })
      : stored.columns;
  await database.$transaction(async (transaction) => {
    const { organizationId } = actor;
    const name = given.name ?? stored.name;
    if (name !== stored.name) await requireFreeName(transaction, connectionId, name);
    const trust = answersFor ? { trustedById: creatorOf(actor) } : trusted ? {} : { trustedById: null };
    const { count } = await onUniqueViolation(
      nameTaken,
      () =>
        transaction.dataset.updateMany({
          where: { id, organizationId, version },
          data: { ...given, columns, trusted, ...trust, version: { increment: 1 } },
        }),
      "name",
    );
    if (count === 0) throw changedMeanwhile();
    await transaction.connection.update({
      where: { id: connectionId, organizationId },
      data: { version: { increment: 1 } },
    });
    await recordAuditEvent(transaction, actor, {
      action: "dataset.edited",
      projectId,
      targetId: id,
      targetName: name,
      details: { version: version + 1, trusted },
    });
  });
  return getDataset(actor, id);
}

function changedMeanwhile(): DomainError {
  return new DomainError("conflict", "Somebody else has changed this dataset; load it again");
}
