import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { database } from "@/lib/database";
import { env } from "@/lib/env";
import { buildDemoFiles } from "./build-demo-files";
import { demoIsSeeded, writeDemoFile } from "./demo-file";
import { loadDemoSchemas } from "./load-demo-schemas";
import { seedConnections } from "./seed-connections";
import { seedDashboards } from "./seed-dashboards";
import { seedOrganization } from "./seed-organization";

/**
 * Creates the demo through the same commands that people use, once: files, Postgres schemas, organization, people,
 * connections, policies, dashboards; at the end `demo.json`. An earlier try that did not finish is cleared away first;
 * an organization that the demo did not make is never touched.
 *
 * @param report told what is being done, in plain words
 * @returns false when there was nothing to do
 * @throws Error when the database already holds somebody's organization
 */
export async function seedDemo(report: (message: string) => void): Promise<boolean> {
  if (demoIsSeeded()) return false;
  const marker = path.join(env().dataDirectory, "demo", "seeding");
  await clearUnfinishedSeed(marker);
  mkdirSync(path.dirname(marker), { recursive: true });
  writeFileSync(marker, "The demo is being made. If this file stays, the next start makes it again.\n");

  await buildDemoFiles(report);
  const schemasUrl = await loadDemoSchemas(demoDatabaseUrl(), report);
  report("Creating organization, tenants and people");
  const hostUrl = `http://localhost:${env().BULKHEAD_DEMO_HOST_PORT}`;
  const organization = await seedOrganization(hostUrl);
  report("Creating connections and policies");
  const sources = await seedConnections(organization, schemasUrl);
  report("Creating dashboards");
  const dashboards = await seedDashboards(organization, sources);
  writeDemoFile({
    portalUrl: env().NEXTAUTH_URL,
    hostUrl,
    ...organization.file,
    connections: sources.connections,
    policies: sources.policies,
    dashboards,
  });
  rmSync(marker);
  return true;
}

async function clearUnfinishedSeed(marker: string): Promise<void> {
  const organizations = await database.organization.count();
  if (organizations === 0) return;
  if (!existsSync(marker))
    throw new Error("The database already holds an organization; the demo is only made in an empty one");
  // Cards restrict the deletion of what they read from, and domains that of their connections: so they go first.
  await database.dashboard.deleteMany();
  await database.semanticDomain.deleteMany();
  await database.organization.deleteMany();
}

function demoDatabaseUrl(): string {
  const url = env().BULKHEAD_DEMO_DATABASE_URL;
  if (!url)
    throw new Error("BULKHEAD_DEMO_DATABASE_URL is not set: the demo needs a database for its tenants' schemas");
  return url;
}
