import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** The superuser's URL of the test server, for making source databases and roles beside the metadata database. */
export const adminUrl = () => inject("adminUrl");

/** The same server and superuser, another database. */
export function urlOfDatabase(name: string): string {
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs SQL as the superuser, in `databaseUrl` or in the server's own `postgres` database. */
export async function runAsAdmin(sql: string, databaseUrl = adminUrl()): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Makes an empty database, or a copy of `template`, and returns its URL. */
export async function createTestDatabase(template?: string): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  await runAsAdmin(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ""}`);
  return urlOfDatabase(name);
}
