import { createServer } from "node:net";
import pg from "pg";
import type { PostgresTarget } from "@/lib/engines/engine";
import { createTestDatabase } from "@/tests/support/test-database";

export interface SourceDatabase {
  /** The superuser, for preparing and watching. */
  readonly admin: pg.Pool;
  target(overrides?: Partial<PostgresTarget>): PostgresTarget;
}

/** An empty database on the test server, to stand in for a customer's own; `target` logs in as its superuser. */
export async function createSourceDatabase(): Promise<SourceDatabase> {
  const connectionString = await createTestDatabase();
  const url = new URL(connectionString);
  const admin = new pg.Pool({ connectionString, max: 4 });
  return {
    admin,
    target: (overrides) => ({
      engine: "postgres",
      host: url.hostname,
      port: Number(url.port),
      database: url.pathname.slice(1),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      ssl: "disable",
      ...overrides,
    }),
  };
}

/** A port where nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return address.port;
}

/** What a promise fails with, as far as a caller may see. */
export const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing failed",
    (error: { code?: string; message?: string }) => ({ code: error.code, message: error.message }),
  );

/** Whether something becomes true within thirty seconds. */
export async function until(condition: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
