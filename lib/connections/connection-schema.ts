import { z } from "zod";
import { Engine, Exposure } from "@/prisma/client/enums";

const nameSchema = z.string().trim().min(1, "Give it a name").max(120, "At most 120 characters");

/** A table or schema name that people may type; engines allow more, these are what can be shown and matched safely. */
export const identifierSchema = z
  .string()
  .trim()
  .min(1)
  .max(63, "At most 63 characters")
  .regex(/^[A-Za-z_][A-Za-z0-9_$-]*$/, "Letters, digits, _ and - only, starting with a letter or _");

/** A PostgreSQL server. `ssl` wins over the `sslmode` of the URL. */
export const postgresSettingsSchema = z.strictObject({
  engine: z.literal("POSTGRES"),
  url: z.string().trim().min(1, "Give the URL of the database").max(2000, "At most 2000 characters"),
  ssl: z.enum(["disable", "require", "verify-full"]).optional(),
});

/** A MySQL or MariaDB server. `ssl` wins over what the URL says of it. */
export const mysqlSettingsSchema = z.strictObject({ ...postgresSettingsSchema.shape, engine: z.literal("MYSQL") });

/** A ClickHouse server, reached over HTTP; `secure` is HTTPS and wins over what the URL says of it. */
export const clickhouseSettingsSchema = z.strictObject({
  engine: z.literal("CLICKHOUSE"),
  url: postgresSettingsSchema.shape.url,
  secure: z.boolean().optional(),
});

/** How to reach files on S3, or on a server that speaks its protocol. */
export const s3SettingsSchema = z.strictObject({
  /** Of another server than AWS, e.g. `https://minio.example.com:9000`; `http://` only where it says so itself. */
  endpoint: z.string().trim().max(500, "At most 500 characters").optional(),
  region: z
    .string()
    .trim()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "A region is written like eu-central-1")
    .default("us-east-1"),
  accessKeyId: z
    .string()
    .trim()
    .min(1, "Give the access key")
    .max(200, "At most 200 characters")
    .regex(/^[\x21-\x7e]+$/, "An access key holds no spaces"),
  /** Shown as `***`, which sent back keeps the stored one for the same endpoint and access key. */
  secretAccessKey: z
    .string()
    .min(1, "Give the secret of the access key")
    .max(500, "At most 500 characters")
    .regex(/^[\x21-\x7e]+$/, "A secret holds no spaces"),
  /** `endpoint/bucket` instead of `bucket.endpoint`, as most servers other than AWS want it. */
  forcePathStyle: z.boolean().default(false),
});

export const fileTableSchema = z.strictObject({
  schema: identifierSchema.default("main"),
  name: identifierSchema,
  format: z.enum(["parquet", "csv"]),
  path: z.string().trim().min(1, "Give the path of the file").max(1000, "At most 1000 characters"),
});

/** Files read by DuckDB, on this machine or on S3, each a table. */
export const duckdbSettingsSchema = z
  .strictObject({
    engine: z.literal("DUCKDB"),
    tables: z.array(fileTableSchema).min(1, "Name at least one file").max(500, "At most 500 tables"),
    s3: s3SettingsSchema.optional(),
  })
  .superRefine((settings, context) => {
    const seen = new Set<string>();
    for (const [index, table] of settings.tables.entries()) {
      const key = `${table.schema}.${table.name}`.toLowerCase();
      if (seen.has(key)) {
        context.addIssue({ code: "custom", message: "Another table has this name", path: ["tables", index, "name"] });
      }
      seen.add(key);
      if (!settings.s3 && /^s3:/i.test(table.path)) {
        const message = "Paths on S3 need an access key";
        context.addIssue({ code: "custom", message, path: ["s3", "accessKeyId"] });
      }
    }
  });

export const connectionSettingsSchema = z.discriminatedUnion("engine", [
  postgresSettingsSchema,
  mysqlSettingsSchema,
  clickhouseSettingsSchema,
  duckdbSettingsSchema,
]);

/** How long an answer may be given again without asking the source; 0 asks each time. */
const resultCacheSecondsSchema = z
  .number("Give a number of seconds")
  .int("Whole seconds only")
  .min(0, "At least 0, which keeps nothing")
  .max(86_400, "At most a day, 86400 seconds");

export const createConnectionSchema = z.strictObject({
  projectId: z.uuid(),
  name: nameSchema,
  settings: connectionSettingsSchema,
  resultCacheSeconds: resultCacheSecondsSchema.default(60),
});

/** A password or secret that is `***` keeps the stored one, as long as server and user, endpoint and access key stay. */
export const updateConnectionSchema = z.strictObject({
  name: nameSchema.optional(),
  settings: connectionSettingsSchema.optional(),
  resultCacheSeconds: resultCacheSecondsSchema.optional(),
});

/** With the id of a stored connection, `***` stands for what that one has stored. */
export const testConnectionSchema = z.strictObject({
  settings: connectionSettingsSchema,
  connectionId: z.uuid().optional(),
});

export const setTableExposureSchema = z.strictObject({ exposure: z.enum(Exposure) });

/** Several tables at once: named ones, all of one schema, or all of the connection. */
export const setTableExposuresSchema = z.strictObject({
  exposure: z.enum(Exposure),
  tableIds: z.array(z.uuid()).max(5000).optional(),
  schema: z.string().max(63).optional(),
});

export type ConnectionSettingsInput = z.input<typeof connectionSettingsSchema>;
export type ConnectionSettings = z.output<typeof connectionSettingsSchema>;
/** Settings of an engine that is reached by a URL. */
export type DatabaseSettings = Exclude<ConnectionSettings, { engine: "DUCKDB" }>;
/** Settings of files. */
export type FileSettings = Extract<ConnectionSettings, { engine: "DUCKDB" }>;
export type S3Settings = z.output<typeof s3SettingsSchema>;
export type FileTableSettings = z.output<typeof fileTableSchema>;
export type CreateConnectionInput = z.input<typeof createConnectionSchema>;
export type UpdateConnectionInput = z.input<typeof updateConnectionSchema>;
export type SetTableExposuresInput = z.input<typeof setTableExposuresSchema>;

export const connectionHealthSchema = z.object({
  ok: z.boolean(),
  message: z.string(),
  warnings: z.array(z.string()),
  milliseconds: z.number(),
});

export const connectionViewSchema = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  name: z.string(),
  engine: z.enum(Engine),
  /** Where it is, without secrets: `postgresql://reader:***@127.0.0.1:5432/demo`, or the folder of the files. */
  location: z.string(),
  /** The settings as a form shows them, the password as `***`. */
  settings: connectionSettingsSchema,
  version: z.number().int(),
  /** How long an answer may be given again without asking the source; 0 never. */
  resultCacheSeconds: z.number().int(),
  health: connectionHealthSchema.nullable(),
  testedAt: z.date().nullable(),
  catalogReadAt: z.date().nullable(),
  /** How its policies keep tenants apart, in words. */
  isolationStyle: z.string(),
  tableCount: z.number().int(),
  /** Tables that tenants may reach by their exposure although no policy governs them. */
  unprotectedCount: z.number().int(),
});

export const tableViewSchema = z.object({
  id: z.uuid(),
  schema: z.string(),
  name: z.string(),
  kind: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string(), nullable: z.boolean() })),
  exposure: z.enum(Exposure),
  rules: z.array(z.object({ policyId: z.uuid(), policyName: z.string() })),
  /** Whether a rule names the table, or a connection or schema layer decides where it is. */
  covered: z.boolean(),
  missing: z.boolean(),
});

export type ConnectionHealthView = z.output<typeof connectionHealthSchema>;
export type ConnectionView = z.output<typeof connectionViewSchema>;
export type TableView = z.output<typeof tableViewSchema>;
