import path from "node:path";
import { z } from "zod";

/**
 * Every setting that comes from the environment, read in this one place. Names and defaults are the configuration
 * table of README.
 */
const environment = z.object({
  DATABASE_URL: z.string().min(1).default("postgresql://127.0.0.1:5432/bulkhead"),
  BULKHEAD_DATA_DIR: z.string().default(".data"),
  /** 32 bytes in base64 or hex; without it a key is generated into the data folder. */
  BULKHEAD_ENCRYPTION_KEY: z.string().optional(),
  /** Keys that were used before that one and still open what they encrypted, separated by `,`. */
  BULKHEAD_ENCRYPTION_KEYS_PREVIOUS: z.string().default(""),
  BULKHEAD_DEMO: z.enum(["0", "1"]).optional(),
  /** Folders that file connections may read, separated by `:`; the demo's folder is always among them. */
  BULKHEAD_FILE_ROOTS: z.string().default(""),
  /** Objects read from S3 are kept in the data folder up to so many bytes; the least recently used go first. */
  BULKHEAD_FILE_CACHE_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(10 * 1024 ** 3),
  /** Where the portal itself listens. */
  PORT: z.coerce.number().int().positive().default(3000),
  /** The Chromium that draws PDF and PNG exports; without it, one where systems usually have it. */
  BULKHEAD_BROWSER_PATH: z.string().optional(),
  NEXTAUTH_URL: z.string().default("http://localhost:3000"),
  NEXTAUTH_SECRET: z.string().optional(),
  /** A mail server, e.g. `smtps://user:password@smtp.example.com`; with `MAIL_FROM` invites and password links are mailed. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "SMTP_URL begins with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z.string().optional(),
  /** Hosts that identity providers may have although their addresses are reserved or this machine's, separated by `,`. */
  BULKHEAD_OIDC_LOCAL_HOSTS: z.string().default(""),
  BULKHEAD_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
  /** A Redis that several instances keep answers in together; without it each keeps its own. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "REDIS_URL begins with redis:// or rediss://")
    .optional(),
  /** Memory for answers that this process keeps. */
  BULKHEAD_RESULT_CACHE_MEGABYTES: z.coerce.number().int().min(1).default(128),
  /** Queries that run on data sources at once, of one tenant and of all; and how many more of one tenant may wait. */
  BULKHEAD_TENANT_QUERIES: z.coerce.number().int().min(1).default(8),
  BULKHEAD_QUERIES: z.coerce.number().int().min(1).default(32),
  BULKHEAD_TENANT_WAITING_QUERIES: z.coerce.number().int().min(0).default(64),
  /** After so many days audit events are removed; without it they are kept. */
  BULKHEAD_AUDIT_RETENTION_DAYS: z.coerce.number().int().min(1).optional(),
  /** Set by the embedded bootstrap: where the demo's own data is, with a login that may create schemas. */
  BULKHEAD_DEMO_DATABASE_URL: z.string().optional(),
  BULKHEAD_DEMO_HOST_PORT: z.coerce.number().int().positive().default(3001),
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
});

export type Environment = z.infer<typeof environment> & {
  /** Absolute path of the data folder. */
  readonly dataDirectory: string;
};

/** Reads the environment anew, so that tests may set it before they load the rest. */
export function env(): Environment {
  const parsed = environment.parse(process.env);
  return { ...parsed, dataDirectory: path.resolve(parsed.BULKHEAD_DATA_DIR) };
}
