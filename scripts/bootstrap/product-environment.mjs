import path from "node:path";
import { keptSecret } from "./kept-secret.mjs";
import { inRoot } from "./root.mjs";

/** The environment that the server, the demo host page and the seed run in. */
export function productEnvironment(settings, { databaseUrl, demoDatabaseUrl }, { dev = false } = {}) {
  return {
    ...process.env,
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settings.portalPort),
    NEXTAUTH_URL: settings.portalUrl,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || keptSecret(path.join(settings.dataDir, "keys", "nextauth-secret")),
    DATABASE_URL: databaseUrl,
    BULKHEAD_DATA_DIR: settings.dataDir,
    BULKHEAD_DEMO: settings.demo ? "1" : "0",
    BULKHEAD_DEMO_HOST_PORT: String(settings.hostPort),
    BULKHEAD_DEMO_FILE: demoFile(settings),
    ...(demoDatabaseUrl ? { BULKHEAD_DEMO_DATABASE_URL: demoDatabaseUrl } : {}),
  };
}

/** Where the seed writes what scripts need to drive the demo. */
export const demoFile = ({ dataDir }) => path.join(dataDir, "demo.json");

/** The bundles that run as processes of their own. */
export const programs = {
  server: inRoot(".build", "server.mjs"),
  seed: inRoot(".build", "seed.mjs"),
  demoHost: inRoot("scripts", "demo-host", "server.mjs"),
};

/** Prisma's adapter sends some statements of one transaction side by side, which pg will stop queueing in its version 9. */
export const quietly = ["--no-deprecation"];
