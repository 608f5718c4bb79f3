import { z } from "zod";
import { pageSchema } from "@/lib/pagination";
import { aggregations, domainDefinitionSchema, fieldFormatSchema, timeGrains } from "./domain-definition-schema";

const name = z.string().trim().min(1, "Give the domain a name").max(200);
const description = z.string().trim().max(2_000);
const connectionId = z.uuid().nullable();

/** Who may use a domain, beside those who manage domains. */
export const domainGrantSchema = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.literal("USER"), userId: z.uuid() }),
  z.strictObject({ scope: z.literal("GROUP"), groupId: z.uuid() }),
  z.strictObject({ scope: z.literal("TENANT"), tenantId: z.uuid() }),
  z.strictObject({ scope: z.literal("ALL_TENANTS") }),
  z.strictObject({ scope: z.literal("ALL_ORGANIZATION_USERS") }),
]);

/** The whole set: who is left out loses the domain. */
const grants = z.array(domainGrantSchema).max(500);

export const createDomainSchema = z.strictObject({
  projectId: z.uuid(),
  name,
  description: description.default(""),
  /** Where its tables are; without one, it answers nothing yet. */
  connectionId: connectionId.default(null),
  definition: domainDefinitionSchema.default({ datasets: [], relationships: [] }),
  /** Left out, the organization's own people may use it and no tenant does. */
  grants: grants.default([{ scope: "ALL_ORGANIZATION_USERS" }]),
});

export const updateDomainSchema = z.strictObject({
  name: name.optional(),
  description: description.optional(),
  connectionId: connectionId.optional(),
  definition: domainDefinitionSchema.optional(),
  grants: grants.optional(),
  /** The version that was edited; a stale one is refused. */
  version: z.number().int().optional(),
});

export const importDomainSchema = z.strictObject({
  yaml: z.string().min(1, "Paste a definition").max(500_000, "At most 500,000 characters"),
  version: z.number().int().optional(),
});

export const draftDomainSchema = z.strictObject({
  projectId: z.uuid(),
  connectionId: z.uuid(),
  /** Left out, the first hundred that the author may read. */
  tables: z
    .array(z.strictObject({ schema: z.string().min(1).max(200).optional(), name: z.string().min(1).max(200) }))
    .min(1, "Choose a table")
    .max(100)
    .optional(),
});

export const draftViewSchema = z.strictObject({ definition: domainDefinitionSchema, notes: z.array(z.string()) });

export const listDomainsSchema = pageSchema.extend({ projectId: z.uuid().optional() });

const summaryFields = {
  id: z.uuid(),
  projectId: z.uuid(),
  name: z.string(),
  description: z.string(),
  createdAt: z.iso.datetime(),
};

export const domainSummarySchema = z.strictObject(summaryFields);

const fieldTexts = {
  name: z.string(),
  label: z.string(),
  description: z.string().optional(),
  format: fieldFormatSchema.optional(),
};

/** What a domain offers to whoever uses it: no tables, no SQL. Hidden fields are left out. */
export const domainFieldsSchema = z.strictObject({
  datasets: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      description: z.string().optional(),
      dimensions: z.array(
        z.strictObject({
          ...fieldTexts,
          type: z.enum(["text", "number", "boolean", "date", "timestamp"]),
          grains: z.array(z.enum(timeGrains)),
        }),
      ),
      measures: z.array(
        z.strictObject({
          ...fieldTexts,
          aggregation: z.enum([...aggregations, "ratio"]),
        }),
      ),
    }),
  ),
  /** Which datasets belong together; names are what a query's `via` chooses among. */
  relationships: z.array(z.strictObject({ name: z.string(), from: z.string(), to: z.string() })),
});

export const domainGrantViewSchema = z.strictObject({
  scope: z.enum(["USER", "GROUP", "TENANT", "ALL_TENANTS", "ALL_ORGANIZATION_USERS"]),
  /** The user, group or tenant; null for the two "everyone" scopes. */
  subjectId: z.uuid().nullable(),
  subjectName: z.string(),
});

export const domainViewSchema = z.strictObject({
  ...summaryFields,
  ...domainFieldsSchema.shape,
  /** For those who manage domains only. */
  management: z
    .strictObject({
      connectionId: z.uuid().nullable(),
      version: z.number().int(),
      definition: domainDefinitionSchema,
      grants: z.array(domainGrantViewSchema),
    })
    .optional(),
});

export type CreateDomainInput = z.input<typeof createDomainSchema>;
export type UpdateDomainInput = z.input<typeof updateDomainSchema>;
export type ImportDomainInput = z.input<typeof importDomainSchema>;
export type DraftDomainInput = z.input<typeof draftDomainSchema>;
export type ListDomainsInput = z.input<typeof listDomainsSchema>;
export type DomainGrantInput = z.output<typeof domainGrantSchema>;
export type DomainGrantView = z.output<typeof domainGrantViewSchema>;
export type DomainSummary = z.output<typeof domainSummarySchema>;
export type DomainFields = z.output<typeof domainFieldsSchema>;
export type DomainView = z.output<typeof domainViewSchema>;
