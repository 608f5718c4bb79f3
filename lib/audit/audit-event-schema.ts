import { z } from "zod";
import { pageSchema } from "@/lib/pagination";

/** How far the chain of a tenant, or of the organization, reaches, and whether its end is as it was signed. */
export const chainStatusSchema = z.strictObject({
  /** Null for the organization's own chain. */
  tenantId: z.uuid().nullable(),
  /** How many events were ever sealed, and how many of them retention has removed. */
  sealed: z.number().int(),
  removed: z.number().int(),
  lastSealedAt: z.iso.datetime().nullable(),
  /** Events that wait for their place, some seconds as a rule. */
  waiting: z.number().int(),
  endIsIntact: z.boolean(),
});

/** Which events a list shows. `from` is included, `to` is not; `action` may end in `.*` for all of one noun. */
export const auditFilterSchema = z.strictObject({
  tenantId: z.uuid().optional(),
  action: z
    .string()
    .regex(/^[a-z_]+\.([a-z_]+|\*)$/, "Use an action such as tenant.created or tenant.*")
    .optional(),
  actorId: z.uuid().optional(),
  targetId: z.uuid().optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});

/** The orders of events: newest first, or oldest. */
export const auditSorts = ["-occurredAt", "occurredAt"] as const;

const sort = z.enum(auditSorts).default("-occurredAt");

/** A page of events; they are found by filters, not by words. */
export const auditPageSchema = pageSchema.omit({ search: true }).extend({ sort });

/** The same as query parameters. */
export const auditQuerySchema = auditPageSchema.extend(auditFilterSchema.shape);

/** The export takes the same filters and orders, and gives all that match. */
export const auditExportQuerySchema = auditFilterSchema.extend({ sort, format: z.enum(["csv", "jsonl"]) });

export const auditEventViewSchema = z.strictObject({
  id: z.uuid(),
  occurredAt: z.iso.datetime(),
  action: z.string(),
  actorKind: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string(),
  tenantId: z.uuid().nullable(),
  projectId: z.uuid().nullable(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  /** Its place in the chain of its tenant or the organization, and the hash there; null for some seconds at first. */
  sequence: z.number().int().nullable(),
  hash: z.string().nullable(),
});

/** Whose data is wanted, as query parameters. */
export const subjectQuerySchema = z.strictObject({ userId: z.uuid().optional(), tenantId: z.uuid().optional() });

/** One person's or one tenant's. */
export const subjectExportSchema = subjectQuerySchema.refine(
  ({ userId, tenantId }) => (userId === undefined) !== (tenantId === undefined),
  { message: "Name either a person or a tenant", path: ["userId"] },
);

/** A line of such an export: a record of the subject, or an event by or about it. */
export const subjectRecordSchema = z.looseObject({ record: z.string() });

export type SubjectExportInput = z.input<typeof subjectExportSchema>;
export type AuditExportFormat = z.output<typeof auditExportQuerySchema>["format"];
export type AuditPageInput = z.input<typeof auditPageSchema>;
export type AuditSort = (typeof auditSorts)[number];
export type AuditFilter = z.input<typeof auditFilterSchema>;
export type ChainStatus = z.output<typeof chainStatusSchema>;
export type AuditEventView = z.output<typeof auditEventViewSchema>;
