import { z } from "zod";
import { pageSchema } from "@/lib/pagination";

/** What card SQL calls a dataset: a plain name that every engine reads the same way, quoted or not. */
const name = z
  .string()
  .trim()
  .max(63, "At most 63 characters")
  .regex(/^[a-z_][a-z0-9_]*$/, "Small letters, digits and _ only, starting with a letter or _")
  .refine((value) => !value.startsWith("__"), "A name cannot start with two underscores");

const description = z.string().trim().max(2_000);

const sql = z
  .string()
  .refine((value) => value.trim() !== "", "Write a query")
  .refine((value) => new TextEncoder().encode(value).length <= 65_536, "A query is at most 64 KiB long");

/** The tenant to run the query as once, to learn its columns; without it, the first of the organization. */
const asTenantId = z.uuid();

export const createDatasetSchema = z.strictObject({
  projectId: z.uuid(),
  connectionId: z.uuid(),
  name,
  description: description.default(""),
  sql,
  /** Only an ADMIN may say so: the SQL itself keeps tenants apart. */
  trusted: z.boolean().default(false),
  asTenantId: asTenantId.optional(),
});

/** `version` is the one the edit was made from. SQL that changes is untrusted unless `trusted` is said again. */
export const updateDatasetSchema = z.strictObject({
  version: z.number().int().min(1),
  name: name.optional(),
  description: description.optional(),
  sql: sql.optional(),
  trusted: z.boolean().optional(),
  asTenantId: asTenantId.optional(),
});

export const duplicateDatasetSchema = z.strictObject({ name });

/** SQL to look at before it is a dataset; trusted SQL needs the tenant to look as. */
export const previewDatasetSchema = z.strictObject({
  projectId: z.uuid(),
  connectionId: z.uuid(),
  sql,
  trusted: z.boolean().default(false),
  asTenantId: asTenantId.optional(),
  maximumRows: z.number().int().min(1).max(1_000).default(20),
});

export const listDatasetsSchema = pageSchema.extend({
  projectId: z.uuid().optional(),
  connectionId: z.uuid().optional(),
});

export const datasetViewSchema = z.strictObject({
  id: z.uuid(),
  projectId: z.uuid(),
  connectionId: z.uuid(),
  connectionName: z.string(),
  name: z.string(),
  description: z.string(),
  sql: z.string(),
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  trusted: z.boolean(),
  /** The name of the admin who answers for a trusted dataset's SQL; null once they are gone. */
  trustedBy: z.string().nullable(),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export type CreateDatasetInput = z.input<typeof createDatasetSchema>;
export type UpdateDatasetInput = z.input<typeof updateDatasetSchema>;
export type DuplicateDatasetInput = z.input<typeof duplicateDatasetSchema>;
export type PreviewDatasetInput = z.input<typeof previewDatasetSchema>;
export type ListDatasetsInput = z.input<typeof listDatasetsSchema>;
export type DatasetView = z.output<typeof datasetViewSchema>;
