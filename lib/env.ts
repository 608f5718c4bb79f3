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
  NEXTAUTH_URL: z.string().default("http://localhost:3000"),
  NEXTAUTH_SECRET: z.string().optional(),
  BULKHEAD_LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
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
