import { LRUCache } from "lru-cache";
import { decryptSettings } from "@/lib/connections/connection-settings";
import { database } from "@/lib/database";
import { processState } from "@/lib/process-state";
import type { Prisma } from "@/prisma/client/client";
import type { Engine } from "@/prisma/client/enums";
import type { CombinableTable } from "./applied-policy";
import type { DatasetDefinition } from "./dataset-tables";
import { dialectOf } from "./engine-dialect";
import type { PolicyDefinition } from "./policy-definition";
import { definitionOf, definitionSelect } from "./policy-rows";
import { withOpenings } from "./rule-openings";
import { spreadPathTemplate } from "./spread-path-template";

/** A connection with its tables and policies as of one version. */
export interface ConnectionDefinition {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly version: number;
  /** How long an answer may be given again without asking the source; 0 never. */
  readonly resultCacheSeconds: number;
  readonly engine: Engine;
  readonly settingsCiphertext: string;
  readonly tables: readonly CombinableTable[];
  readonly policies: readonly PolicyDefinition[];
  readonly datasets: readonly DatasetDefinition[];
  /** `@secret` values by policy id, still encrypted. */
  readonly secrets: ReadonlyMap<string, readonly { readonly name: string; readonly ciphertext: string }[]>;
}

const kept = processState(
  "connection-definitions",
  () => new LRUCache<string, Promise<ConnectionDefinition | null>>({ max: 500 }),
);

/**
 * The tables, datasets and policies of a connection at the version that was just read from the database. Every command that
 * changes any of it raises the version in its transaction, so that what is kept here is never older than the caller's
 * own look at the metadata.
 */
export function connectionDefinition(id: string, version: number): Promise<ConnectionDefinition | null> {
  const key = `${id} ${version}`;
  const known = kept.get(key);
  if (known) return known;
  const loading = load(id);
  kept.set(key, loading);
  // A failure, or a version that was overtaken meanwhile, must not be kept under this name.
  loading.then(
    (definition) => definition?.version !== version && kept.delete(key),
    () => kept.delete(key),
  );
  return loading;
}

/**
 * Tables and policies are read one after the other. Whoever changes any of them raises the version in the same
 * transaction, so that an equal version before and after means that they belong together.
 */
async function load(id: string): Promise<ConnectionDefinition | null> {
  const definition = await read(id);
  if (!definition) return null;
  const after = await database.connection.findUnique({ where: { id }, select: { version: true } });
  return after?.version === definition.version ? definition : load(id);
}

async function read(id: string): Promise<ConnectionDefinition | null> {
  const row = await database.connection.findUnique({
    where: { id },
    select: {
      id: true,
      projectId: true,
      name: true,
      version: true,
      resultCacheSeconds: true,
      engine: true,
      settingsCiphertext: true,
      tables: {
        where: { missingAt: null },
        select: { schema: true, name: true, columns: true, exposure: true },
        orderBy: [{ schema: "asc" }, { name: "asc" }],
      },
      policies: {
        select: { ...definitionSelect, secrets: { select: { name: true, ciphertext: true } } },
        orderBy: { name: "asc" },
      },
      datasets: {
        select: { id: true, name: true, sql: true, trusted: true, columns: true },
        orderBy: { name: "asc" },
      },
    },
  });
  if (!row) return null;
  const { policies, datasets, ...connection } = row;
  const definitions = policies.map(definitionOf).map((policy) => withFiles(policy, connection));
  const tables = row.tables.map((table) => ({ ...table, columns: columnsOf(table.columns) }));
  return {
    ...connection,
    tables,
    datasets: datasets.map((dataset) => ({ ...dataset, columns: columnsOf(dataset.columns) })),
    policies: await withOpenings(definitions, tables, dialectOf(row.engine)),
    secrets: new Map(policies.map((policy) => [policy.id, policy.secrets])),
  };
}

/** What a file connection's policy says once for all tables, said for each. */
export function withFiles(
  policy: PolicyDefinition,
  { engine, settingsCiphertext }: Pick<ConnectionDefinition, "engine" | "settingsCiphertext">,
): PolicyDefinition {
  if (engine !== "DUCKDB" || !policy.connectionLayer?.urlTemplate) return policy;
  const settings = decryptSettings(settingsCiphertext);
  return settings.engine === "DUCKDB" ? spreadPathTemplate(policy, settings.tables) : policy;
}

function columnsOf(columns: Prisma.JsonValue): CombinableTable["columns"] {
  return (columns as { name: string; type: string }[]).map(({ name, type }) => ({ name, type }));
}
