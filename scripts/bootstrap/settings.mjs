import fs from "node:fs";
import path from "node:path";
import { PlainError } from "./plain-error.mjs";
import { inRoot } from "./root.mjs";

/** What the environment (and a `.env` file, for what the environment leaves open) says about this start. */
export function readSettings() {
  readEnvFile(inRoot(".env"));
  const { BULKHEAD_DATA_DIR, DATABASE_URL, BULKHEAD_DEMO, BULKHEAD_DEMO_DATABASE_URL } = process.env;
  const portalPort = port("PORT", 3000);
  const hostPort = port("BULKHEAD_DEMO_HOST_PORT", 3001);
  if (portalPort === hostPort) {
    throw new PlainError(`PORT and BULKHEAD_DEMO_HOST_PORT are both ${portalPort}: give one of them another port.`);
  }
  return {
    dataDir: path.resolve(BULKHEAD_DATA_DIR || inRoot(".data")),
    databaseUrl: DATABASE_URL || null,
    demoDatabaseUrl: BULKHEAD_DEMO_DATABASE_URL || null,
    // A database of the user's own is not filled with a demo unless they ask for it.
    demo: BULKHEAD_DEMO ? BULKHEAD_DEMO === "1" : !DATABASE_URL,
    portalPort,
    hostPort,
    portalUrl: process.env.NEXTAUTH_URL?.replace(/\/$/, "") || `http://localhost:${portalPort}`,
    hostUrl: `http://localhost:${hostPort}`,
  };
}

function port(name, otherwise) {
  const value = process.env[name] || String(otherwise);
  const number = Number(value);
  if (Number.isInteger(number) && number > 0 && number < 65536) return number;
  throw new PlainError(`${name} is "${value}", which is not a port number.`);
}

function readEnvFile(file) {
  if (!fs.existsSync(file)) return;
  if (!process.loadEnvFile) throw new PlainError("Reading a .env file needs Node 20.12 or newer.");
  process.loadEnvFile(file);
}
