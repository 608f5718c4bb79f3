import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { Actor } from "@/lib/identity/actor";
import type { DatasetView } from "./dataset-schema";
import { previewDataset } from "./preview-dataset";
import { requireDatasetSql } from "./require-dataset-sql";

interface DescribedSql {
  readonly projectId: string;
  readonly connectionId: string;
  readonly sql: string;
  readonly trusted: boolean;
  readonly asTenantId?: string;
}

/**
 * The columns of a dataset's query, learned by running it once for one row, which is thrown away: no value of a query
 * is stored (R21). SQL that cannot be answered is refused before anybody depends on it.
 *
 * @throws DomainError `invalid_input` for SQL that cannot be a dataset or two columns of one name, and what the gate says
 */
export async function describeDataset(actor: Actor, described: DescribedSql): Promise<DatasetView["columns"]> {
  const { projectId, connectionId, sql, trusted } = described;
  requireDatasetSql(sql, trusted);
  const asTenantId = described.asTenantId ?? (trusted ? await anyTenant(actor) : undefined);
  const result = await previewDataset(actor, { projectId, connectionId, sql, trusted, asTenantId, maximumRows: 1 });
  const names = result.columns.map(({ name }) => name.toLowerCase());
  const odd = names.find((name, index) => name === "" || name === "?column?" || names.indexOf(name) !== index);
  if (odd !== undefined) {
    const message = `Give each column a name of its own${odd === "" ? "" : ` ("${odd}")`}`;
    throw new DomainError("invalid_input", message, { sql: message });
  }
  return result.columns.map(({ name, type }) => ({ name, type }));
}

async function anyTenant({ organizationId }: Actor): Promise<string> {
  const tenant = await database.tenant.findFirst({
    where: { organizationId },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  if (tenant) return tenant.id;
  const message = "Create a tenant first: a trusted dataset is tried as one";
  throw new DomainError("invalid_input", message, { asTenantId: message });
}
