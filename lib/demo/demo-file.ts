import { chmodSync, existsSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/env";

/** What scripts need to drive the demo. Its shape is documented in README and does not change between starts. */
export interface DemoFile {
  portalUrl: string;
  hostUrl: string;
  admin: { email: string; password: string };
  users: { email: string; password: string; role: string; tenantKey: string | null }[];
  organizationId: string;
  projectId: string;
  projectSecret: string;
  apiKey: string;
  tenants: { id: string; key: string; name: string }[];
  connections: Record<string, string>;
  policies: Record<string, string>;
  dashboards: Record<"rows" | "schemas" | "connections" | "mixed", { id: string; secret: string }>;
}

export function demoFilePath(): string {
  return path.join(env().dataDirectory, "demo.json");
}

/** Whether the demo was seeded to its end: the file is written last. */
export function demoIsSeeded(): boolean {
  return existsSync(demoFilePath());
}

/** Writes the file readable by its owner only, and in one step, so that it is whole or absent. */
export function writeDemoFile(content: DemoFile): void {
  const file = demoFilePath();
  const unfinished = `${file}.part`;
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
