import { z } from "zod";
import { answerFieldSchema } from "@/lib/domains/answer-field-schema";
import { domainQuerySchema } from "@/lib/domains/domain-query-schema";
import type { SecuredSql } from "@/lib/sql/security-context";
import type { QueryRows } from "./query-answer";

const previewFields = {
  projectId: z.uuid(),
  /** Look at the data as this tenant: for authors and admins, and required of API keys. */
  asTenantId: z.uuid().optional(),
  maximumRows: z.number().int().min(1).max(10_000).optional(),
  /** Ask the source although a kept answer may be young enough. */
  fresh: z.boolean().optional(),
};

/** SQL to try out before it becomes a card. */
export const previewSqlSchema = z.strictObject({
  ...previewFields,
  connectionId: z.uuid(),
  sql: z.string().min(1, "Write a query").max(65_536, "At most 64 KiB"),
});

/** A query of a semantic domain, to try out or to explore with. */
export const exploreSchema = z.strictObject({
  ...previewFields,
  domainId: z.uuid(),
  query: domainQuerySchema,
  /** Without measures: each row once, for lists of values. */
  distinct: z.boolean().optional(),
});

export const previewCardSchema = z.union([previewSqlSchema, exploreSchema]);

export type PreviewCardInput = z.input<typeof previewCardSchema>;
export type PreviewSqlInput = z.input<typeof previewSqlSchema>;
export type ExploreInput = z.input<typeof exploreSchema>;

const ruleReference = z.object({
  policyId: z.string(),
  policyName: z.string(),
  ruleId: z.string(),
  appliesThrough: z.string(),
});

const tracedTable = z.object({
  schema: z.string(),
  name: z.string(),
  rules: z.array(ruleReference),
  filters: z.array(z.string()),
  values: z.record(z.string(), z.string()),
  excludedColumns: z.array(z.string()),
  maskedColumns: z.array(z.string()),
  fenced: z.boolean(),
});

export const queryResultSchema = z.object({
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.enum(["text", "number", "boolean", "date", "timestamp", "time", "json", "other"]),
    }),
  ),
  /** Column by column. */
  data: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  rowCount: z.number().int(),
  truncated: z.boolean(),
  asOf: z.string(),
  /** Whether the rows were read by an earlier query, or by an equal one at the same time. */
  cached: z.boolean(),
  trace: z.object({
    defaultSchema: z.string(),
    /** Of a dataset, `reads` says what its own query reads; for those who may write one. */
    tables: z.array(tracedTable.extend({ reads: z.array(tracedTable).optional() })),
    placeholders: z.array(z.object({ name: z.string(), origin: z.string() })),
  }),
});

/** An answer of a semantic domain. How it came about is for those who manage domains, since it names tables. */
export const exploreResultSchema = queryResultSchema.omit({ trace: true }).extend({
  fields: z.array(answerFieldSchema),
  /** As compiled, its values still placeholders. */
  sql: z.string().optional(),
  dialect: z.enum(["postgres", "mysql", "duckdb", "clickhouse"]).optional(),
  trace: queryResultSchema.shape.trace.optional(),
});

/** What a policy in an editor makes of a query for one tenant. */
export const policyPreviewSchema = z.object({
  /** The query that would run, with its constants; null when it is refused before. */
  secured: z.object({ sql: z.string(), trace: queryResultSchema.shape.trace }).nullable(),
  /** The first rows; null when there are none to show because of the refusal. */
  rows: queryResultSchema.pick({ columns: true, data: true, rowCount: true, truncated: true }).nullable(),
  refusal: z
    .object({ message: z.string(), line: z.number().int().optional(), column: z.number().int().optional() })
    .nullable(),
});

/** Read only, as the gate's own shapes are. */
export interface PolicyPreview {
  readonly secured: SecuredSql | null;
  readonly rows: Omit<QueryRows, "asOf"> | null;
  readonly refusal: { readonly message: string; readonly line?: number; readonly column?: number } | null;
}
