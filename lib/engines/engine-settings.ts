import { availableParallelism, totalmem } from "node:os";
import path from "node:path";
import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";

/** Bounds of what engines may take from this machine and from the servers they talk to. */
export interface EngineSettings {
  /** Where `.build` and `lib` are. */
  projectRoot: string;
  connectTimeoutMilliseconds: number;
  /** For each engine, targets that hold a pool at once; the least recently used idle one gives way. */
  maximumPools: number;
  /** Of those, pools that one tenant may leave open for later; its own least recently used one gives way. */
  maximumPoolsPerTenant: number;
  maximumConnectionsPerPool: number;
  /** For each engine, connections of all pools together: below what a server with default settings accepts. */
  maximumConnections: number;
  poolIdleMilliseconds: number;
  /** The server's own limit, set once a connection: what no run may exceed, even when this process is gone. */
  statementCeilingMilliseconds: number;
  /** Cells of one result, as text. */
  maximumResultBytes: number;
  /** DuckDB: instances kept open in the worker, one per target. */
  maximumInstances: number;
  duckdbThreads: number;
  /** For one instance, in DuckDB's spelling. */
  duckdbMemoryLimit: string;
  /** For one instance: how much of its small files it may hold in memory, in DuckDB's spelling. */
  duckdbLoadedMemory: string;
  maximumRunningDuckdbQueries: number;
  maximumFilesPerTable: number;
  /** An object store that says nothing for so long has failed. */
  s3SilenceMilliseconds: number;
  /** Where objects of a store are kept, and how much of them. */
  fileCacheFolder: string;
  fileCacheBytes: number;
  /** How long a download may go on after the query that wanted it ran out of time. */
  downloadCeilingMilliseconds: number;
  /** How long a cancelled DuckDB query may go on before the worker is killed. */
  stuckGraceMilliseconds: number;
}

/** The settings of this process: changed by the bootstrap or a test before the first query, read everywhere else. */
export function engineSettings(): EngineSettings {
  return processState("engines.settings", () => ({
    projectRoot: process.cwd(),
    connectTimeoutMilliseconds: 5_000,
    maximumPools: 64,
    maximumPoolsPerTenant: 8,
    maximumConnectionsPerPool: 6,
    maximumConnections: 80,
    poolIdleMilliseconds: 30_000,
    statementCeilingMilliseconds: 300_000,
    maximumResultBytes: 64 * 1024 * 1024,
    maximumInstances: 32,
    duckdbThreads: Math.min(4, availableParallelism()),
    duckdbMemoryLimit: `${duckdbMegabytes()}MB`,
    duckdbLoadedMemory: `${duckdbMegabytes() >> 4}MB`,
    maximumRunningDuckdbQueries: 8,
    maximumFilesPerTable: 2_000,
    s3SilenceMilliseconds: 10_000,
    fileCacheFolder: path.join(env().dataDirectory, "file-cache"),
    fileCacheBytes: env().BULKHEAD_FILE_CACHE_BYTES,
    downloadCeilingMilliseconds: 600_000,
    stuckGraceMilliseconds: 5_000,
  }));
}

function duckdbMegabytes(): number {
  return Math.min(1_024, Math.max(128, Math.floor(totalmem() / 8 / 1_048_576)));
}
