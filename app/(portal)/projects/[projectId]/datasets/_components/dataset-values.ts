import type { DatasetView } from "@/lib/datasets/dataset-schema";

/** What the fields of the dataset form hold. */
export type DatasetValues = {
  connectionId: string;
  name: string;
  description: string;
  sql: string;
  trusted: boolean;
};

export function datasetValues(connectionId: string, dataset?: DatasetView): DatasetValues {
  return {
    connectionId,
    name: dataset?.name ?? "",
    description: dataset?.description ?? "",
    sql: dataset?.sql ?? "",
    trusted: dataset?.trusted ?? false,
  };
}

/** Who edits, and whom the query is run as to learn its columns; null is the person who edits. */
export interface DatasetEditor {
  readonly projectId: string;
  readonly mayTrust: boolean;
  readonly asTenantId: string | null;
}

/** The dataset as lib takes it. Those who cannot trust SQL say nothing of trust: what they edit loses it. */
export function datasetInput(
  values: DatasetValues,
  { projectId, mayTrust, asTenantId }: DatasetEditor,
  dataset?: DatasetView,
) {
  const { connectionId, trusted, ...rest } = values;
  return {
    ...rest,
    ...(dataset ? { version: dataset.version } : { projectId, connectionId }),
    ...(mayTrust ? { trusted } : {}),
    ...(asTenantId ? { asTenantId } : {}),
  };
}

/** The query alone, to try it. */
export function datasetTryout(values: DatasetValues, { projectId, mayTrust, asTenantId }: DatasetEditor) {
  const { connectionId, sql, trusted } = values;
  return { projectId, connectionId, sql, trusted: mayTrust && trusted, ...(asTenantId ? { asTenantId } : {}) };
}
