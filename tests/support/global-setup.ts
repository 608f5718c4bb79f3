import type { TestProject } from "vitest/node";
import { startScratchPostgres } from "../../scripts/bootstrap/scratch-postgres.mjs";
import { generate } from "../../scripts/generate.mjs";
import { migrate } from "../../scripts/migrate.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** The superuser's URL of the test server, ending in its database `postgres`. */
    adminUrl: string;
  }
}

/** The migrated database that every test file gets a copy of. */
const templateDatabase = "bulkhead_template";

/** Starts one throw-away Postgres for the whole run and prepares the template; ends and deletes it afterwards. */
export default async function globalSetup(project: TestProject) {
  await generate();
  const postgres = await startScratchPostgres();
  try {
    await migrate(await postgres.createDatabase({ name: templateDatabase }));
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  project.provide("adminUrl", postgres.url("postgres"));
  return () => postgres.stop();
}
