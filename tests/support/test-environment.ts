import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { createTestDatabase } from "./test-database";

/*
 * Runs before each integration test file, and before anything of the product is loaded: gives the file a metadata
 * database, a data folder and keys of its own, so that files can run side by side.
 */
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "bulkhead-test-"));

process.env.DATABASE_URL = await createTestDatabase("bulkhead_template");
process.env.BULKHEAD_DATA_DIR = dataDir;
process.env.BULKHEAD_ENCRYPTION_KEY = randomBytes(32).toString("base64");
process.env.NEXTAUTH_SECRET = randomBytes(32).toString("base64url");
process.env.NEXTAUTH_URL = "http://localhost:3000";
process.env.BULKHEAD_LOG_LEVEL = process.env.BULKHEAD_TEST_LOG_LEVEL ?? "silent";
delete process.env.BULKHEAD_DEMO;
delete process.env.BULKHEAD_DEMO_DATABASE_URL;
delete process.env.BULKHEAD_FILE_ROOTS;
delete process.env.REDIS_URL;
delete process.env.SMTP_URL;
delete process.env.MAIL_FROM;
delete process.env.BULKHEAD_OIDC_LOCAL_HOSTS;

afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }));
