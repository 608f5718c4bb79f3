import { z } from "zod";
import { pageSchema } from "@/lib/pagination";

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

/** The same as query parameters, with paging; events are found by these filters, not by words. */
export const auditQuerySchema = pageSchema.omit({ search: true }).extend(auditFilterSchema.shape);

/** The export takes the same filters, and gives all that match. */
export const auditExportQuerySchema = auditFilterSchema.extend({ format: z.enum(["csv", "jsonl"]) });

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
export type AuditFilter = z.input<typeof auditFilterSchema>;
export type AuditEventView = z.output<typeof auditEventViewSchema>;
