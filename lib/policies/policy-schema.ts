import { z } from "zod";
import { identifierSchema } from "@/lib/connections/connection-schema";
import { AssignmentKind, Role } from "@/prisma/client/enums";

const parameterNameSchema = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, "A parameter name holds letters, digits and _");

const scalarSchema = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);

/** Values by parameter name: a scalar, a list, or one placeholder such as `{{ tenant.attributes.state }}`. */
export const parameterValuesSchema = z
  .record(parameterNameSchema, z.union([scalarSchema, z.array(scalarSchema).max(5000)]))
  .refine((values) => Object.keys(values).length <= 100, "At most 100 parameters");

/** `sales` or `sales_schema.sales`. */
const tableReferenceSchema = z
  .string()
  .trim()
  .regex(/^(?:[A-Za-z_][\w$-]{0,62}\.)?[A-Za-z_][\w$-]{0,62}$/, "Write table or schema.table");

const columnSchema = z.string().trim().min(1).max(63);

export const ruleSchema = z
  .strictObject({
    table: tableReferenceSchema.optional(),
    allTablesWithColumn: columnSchema.optional(),
    filter: z.string().trim().max(8000, "At most 8000 characters").optional(),
    excludedColumns: z.array(columnSchema).max(500).default([]),
    maskedColumns: z.record(columnSchema, z.string().trim().min(1, "Write an expression").max(4000)).default({}),
    tenantColumns: z.record(columnSchema, z.string().trim().min(1).max(130)).default({}),
  })
  .refine((rule) => (rule.table === undefined) !== (rule.allTablesWithColumn === undefined), {
    message: "Name either a table or a column that all its tables have",
    path: ["table"],
  });

export const connectionLayerSchema = z.strictObject({
  urlTemplate: z.string().trim().max(2000).optional(),
  fileTemplates: z
    .array(
      z.strictObject({
        schema: identifierSchema.default("main"),
        table: identifierSchema,
        path: z.string().trim().min(1).max(1000),
      }),
    )
    .max(500)
    .default([]),
  /** Values for `{{ name@secret }}`; `***` keeps the stored one. */
  secrets: z.record(parameterNameSchema, z.string().min(1).max(1000)).default({}),
});

export const schemaLayerSchema = z.strictObject({
  schemaTemplate: z.string().trim().min(1, "Name a schema").max(200),
  sharedSchemas: z.array(identifierSchema).max(100).default([]),
  roleTemplate: z.string().trim().min(1).max(200).optional(),
});

export const policyInputSchema = z.strictObject({
  projectId: z.uuid(),
  connectionId: z.uuid(),
  name: z.string().trim().min(1, "Give it a name").max(120, "At most 120 characters"),
  description: z.string().trim().max(2000).default(""),
  connectionLayer: connectionLayerSchema.nullish(),
  schemaLayer: schemaLayerSchema.nullish(),
  rules: z.array(ruleSchema).max(200).default([]),
});

export const createPolicySchema = policyInputSchema;
/** The whole policy as it shall be, with the version it was read at. */
export const updatePolicySchema = policyInputSchema.extend({ version: z.number().int() });
/** A policy in use goes only when its name is repeated. */
export const deletePolicySchema = z.strictObject({ confirm: z.string().optional() });

/** A policy as it stands in an editor, and the query to try it on as one tenant. */
export const previewPolicySchema = z.strictObject({
  policy: policyInputSchema,
  /** The stored policy that this is an edit of. */
  policyId: z.uuid().optional(),
  tenantId: z.uuid(),
  /** As if it were assigned to the tenant with these values; without it, as the stored policy is assigned. */
  parameters: parameterValuesSchema.optional(),
  sql: z.string().min(1, "Write a query").max(65_536, "At most 64 KiB"),
  maximumRows: z.number().int().min(1).max(100).default(20),
});

export const assignmentKinds = Object.values(AssignmentKind);

export const createAssignmentSchema = z
  .strictObject({
    policyId: z.uuid(),
    kind: z.enum(AssignmentKind),
    tenantId: z.uuid().optional(),
    groupId: z.uuid().optional(),
    userId: z.uuid().optional(),
    role: z.enum(Role).optional(),
    parameters: parameterValuesSchema.default({}),
  })
  .superRefine((input, context) => {
    const subjects = { tenantId: "TENANT", groupId: "GROUP", userId: "USER", role: "ROLE" } as const;
    for (const [field, kind] of Object.entries(subjects)) {
      const given = input[field as keyof typeof subjects] !== undefined;
      if (given === (input.kind === kind)) continue;
      const message = given ? `Only an assignment of kind ${kind} has this` : "Say for whom";
      context.addIssue({ code: "custom", message, path: [field] });
    }
  });

export const updateAssignmentSchema = z.strictObject({ parameters: parameterValuesSchema });

export type PolicyInput = z.input<typeof policyInputSchema>;
export type PreviewPolicyInput = z.input<typeof previewPolicySchema>;
export type CreatePolicyInput = PolicyInput;
export type CheckedPolicyInput = z.output<typeof policyInputSchema>;
export type UpdatePolicyInput = z.input<typeof updatePolicySchema>;
export type RuleInput = z.output<typeof ruleSchema>;
export type CreateAssignmentInput = z.input<typeof createAssignmentSchema>;
export type UpdateAssignmentInput = z.input<typeof updateAssignmentSchema>;
export type ParameterValues = z.output<typeof parameterValuesSchema>;

export const policyViewSchema = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  connectionId: z.uuid(),
  connectionName: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.number().int(),
  connectionLayer: z
    .object({
      /** A password written out in it is shown as `***`. */
      urlTemplate: z.string().nullable(),
      fileTemplates: z.array(z.object({ schema: z.string(), table: z.string(), path: z.string() })),
    })
    .nullable(),
  schemaLayer: z
    .object({ schemaTemplate: z.string(), sharedSchemas: z.array(z.string()), roleTemplate: z.string().nullable() })
    .nullable(),
  rules: z.array(
    z.object({
      id: z.uuid(),
      table: z.string().optional(),
      allTablesWithColumn: z.string().optional(),
      filter: z.string().optional(),
      excludedColumns: z.array(z.string()),
      maskedColumns: z.record(z.string(), z.string()),
      tenantColumns: z.record(z.string(), z.string()),
    }),
  ),
  /** Parameters found in templates and rules, which assignments and tokens must give. */
  parameters: z.array(z.string()),
  secretNames: z.array(z.string()),
  assignmentCount: z.number().int(),
});

export const policyCheckSchema = z.object({
  problems: z.array(
    z.object({
      /** Where in the input, e.g. `rules.0.filter`. */
      path: z.string(),
      message: z.string(),
      /** An error keeps the policy from being saved, a warning does not. */
      severity: z.enum(["error", "warning"]),
      line: z.number().int().optional(),
      column: z.number().int().optional(),
    }),
  ),
  parameters: z.array(z.string()),
  coveredTables: z.array(
    z.object({ schema: z.string(), name: z.string(), rules: z.array(z.number().int()), opens: z.boolean() }),
  ),
  sentence: z.string(),
});

export const assignmentViewSchema = z.object({
  id: z.uuid(),
  policyId: z.uuid(),
  policyName: z.string(),
  kind: z.enum(AssignmentKind),
  tenantId: z.uuid().nullable(),
  groupId: z.uuid().nullable(),
  userId: z.uuid().nullable(),
  role: z.enum(Role).nullable(),
  /** For whom, in words: `tenant California`. */
  subjectName: z.string(),
  parameters: parameterValuesSchema,
  createdAt: z.date(),
});

export type PolicyView = z.output<typeof policyViewSchema>;
export type PolicyCheck = z.output<typeof policyCheckSchema>;
export type PolicyProblem = PolicyCheck["problems"][number];
export type AssignmentView = z.output<typeof assignmentViewSchema>;
