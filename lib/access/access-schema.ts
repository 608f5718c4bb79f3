import { z } from "zod";
import { AccessLevel, Engine, Exposure } from "@/prisma/client/enums";

/** Of whom it is asked what they see: a person, a tenant as such, or the bearer of an embed token. */
export const explainAccessSchema = z.union(
  [
    z.strictObject({ projectId: z.uuid(), userId: z.uuid() }),
    z.strictObject({ projectId: z.uuid(), tenantId: z.uuid() }),
    z.strictObject({ projectId: z.uuid(), token: z.string().trim().min(1, "Paste a token").max(8_192) }),
  ],
  { error: "Name a person, a tenant or a token" },
);

const explainedValue = z.strictObject({
  name: z.string(),
  /** A scalar or a list, as JSON text. */
  value: z.string(),
  origin: z.string(),
});

const explainedTable = z.strictObject({
  schema: z.string(),
  name: z.string(),
  exposure: z.enum(Exposure),
  readable: z.boolean(),
  /** Why it is open or closed, in a sentence. */
  because: z.string(),
  /** Where its file is, for file connections. */
  path: z.string().nullable(),
  filters: z.array(
    z.strictObject({ condition: z.string(), values: z.array(explainedValue), policies: z.array(z.string()) }),
  ),
  columns: z.array(z.string()),
  excludedColumns: z.array(z.string()),
  maskedColumns: z.array(z.strictObject({ name: z.string(), expression: z.string(), policy: z.string() })),
});

const explainedConnection = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  engine: z.enum(Engine),
  /** Why nothing of it can be read; then the rest is empty. */
  refusal: z.string().nullable(),
  /** Where queries go, without secrets. */
  target: z.string().nullable(),
  schema: z.string().nullable(),
  databaseRole: z.string().nullable(),
  tables: z.array(explainedTable),
  /** What placeholders in cards' SQL stand for. */
  placeholders: z.array(explainedValue),
});

const explainedDashboard = z.strictObject({
  id: z.uuid(),
  title: z.string(),
  level: z.enum(AccessLevel),
  /** Through what, each as a phrase: `shared directly as EDITOR`, `group Ops as VIEWER until 2027-01-01`. */
  reasons: z.array(z.string()),
});

const explainedDomain = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** Through what, each as a phrase: `granted to all tenants`. */
  reasons: z.array(z.string()),
});

export const accessExplanationSchema = z.strictObject({
  subject: z.strictObject({
    kind: z.enum(["person", "tenant", "token"]),
    name: z.string(),
    tenant: z.string().nullable(),
    role: z.string().nullable(),
    /** Anything that keeps all of it from being used, such as a disabled account. */
    notice: z.string().nullable(),
  }),
  connections: z.array(explainedConnection),
  dashboards: z.array(explainedDashboard),
  /** There are more dashboards than are listed. */
  moreDashboards: z.boolean(),
  domains: z.array(explainedDomain),
});

export type ExplainAccessInput = z.input<typeof explainAccessSchema>;
export type AccessExplanation = z.output<typeof accessExplanationSchema>;
export type ConnectionExplanation = z.output<typeof explainedConnection>;
export type TableExplanation = z.output<typeof explainedTable>;
export type DashboardExplanation = z.output<typeof explainedDashboard>;
export type DomainExplanation = z.output<typeof explainedDomain>;
export type ExplainedValue = z.output<typeof explainedValue>;
