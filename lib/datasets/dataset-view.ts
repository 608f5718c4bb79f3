import type { Prisma } from "@/prisma/client/client";
import type { DatasetView } from "./dataset-schema";

export const datasetViewFields = {
  id: true,
  projectId: true,
  connectionId: true,
  name: true,
  description: true,
  sql: true,
  columns: true,
  trusted: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  connection: { select: { name: true } },
  trustedBy: { select: { displayName: true } },
} as const satisfies Prisma.DatasetSelect;

/** A dataset as authors and admins get it. */
export function toDatasetView(row: Prisma.DatasetGetPayload<{ select: typeof datasetViewFields }>): DatasetView {
  const { connection, trustedBy, columns, createdAt, updatedAt, ...dataset } = row;
  return {
    ...dataset,
    connectionName: connection.name,
    columns: columns as DatasetView["columns"],
    trustedBy: trustedBy?.displayName ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
