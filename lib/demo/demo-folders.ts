import { existsSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/env";

/** Where the demo keeps its own data, all below the data folder. */
export function demoFolders() {
  const files = path.join(env().dataDirectory, "demo", "files");
  return { files, shared: path.join(files, "shared"), tenants: path.join(files, "tenants") };
}

/** The folder of the open data sets that the demo is made from (npm package `vega-datasets`). */
export function sourceFolder(): string {
  const folder = path.resolve("node_modules", "vega-datasets", "data");
  if (!existsSync(path.join(folder, "flights-3m.parquet"))) {
    throw new Error("The demo's source data is missing: run npm ci in the project's folder");
  }
  return folder;
}
