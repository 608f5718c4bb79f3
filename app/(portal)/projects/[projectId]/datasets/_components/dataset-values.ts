import type { DatasetView } from "@/lib/datasets/dataset-schema";

/** What the fields of the dataset form hold. */
export type DatasetValues = {
  connectionId: string;
  name: string;
  description: string;
  sql: string;
  trusted: boolean;
  /** Whom to try it as; null is the person who edits. */
  asTenantId: string | null;
};

export function datasetValues(connectionId: string, dataset?: DatasetView): DatasetValues {
  return {
    connectionId,
    name: dataset?.name ?? "",
    description: dataset?.description ?? "",
    sql: dataset?.sql ?? "",
    trusted: dataset?.trusted ?? false,
    asTenantId: null,
  };
}

/** The dataset as lib takes it. Those who cannot trust SQL say nothing of trust: what they edit loses it. */
export function datasetInput(projectId: string, values: DatasetValues, mayTrust: boolean, dataset?: DatasetView) {
  const { connectionId, trusted, asTenantId, ...rest } = values;
  return {
    ...rest,
    ...(dataset ? { version: dataset.version } : { projectId, connectionId }),
    ...(mayTrust ? { trusted } : {}),
    ...(asTenantId ? { asTenantId } : {}),
  };
}

/** The query alone, to try it. */
export function datasetTryout(projectId: string, values: DatasetValues, mayTrust: boolean) {
  const { connectionId, sql, trusted, asTenantId } = values;
  return { projectId, connectionId, sql, trusted: mayTrust && trusted, ...(asTenantId ? { asTenantId } : {}) };
}
