import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { engineSettings } from "../engine-settings";

export interface WorkerCommand {
  readonly script: string;
  readonly nodeArguments: readonly string[];
}

/**
 * What to start as the worker: the bundle that the build made, or its source through tsx where there is no bundle or
 * the source is newer (development and tests). Next's bundler is told to leave these paths alone: it would take them
 * for modules of the application.
 */
export function workerCommand(): WorkerCommand {
  const { projectRoot } = engineSettings();
  const bundle = path.join(/* turbopackIgnore: true */ projectRoot, ".build", "duckdb-worker.mjs");
  const sources = path.join(/* turbopackIgnore: true */ projectRoot, "lib", "engines", "duckdb");
  const built = modifiedAt(bundle);
  if (built !== undefined && built >= newestIn(sources)) return { script: bundle, nodeArguments: [] };
  return { script: path.join(sources, "worker.ts"), nodeArguments: ["--import", "tsx"] };
}

function newestIn(folder: string): number {
  try {
    return Math.max(0, ...readdirSync(folder).map((name) => modifiedAt(path.join(folder, name)) ?? 0));
  } catch {
    return 0;
  }
}

function modifiedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
