import { z } from "zod";
import { holdsTenancyLiteral, tenancyLiteralMessage } from "@/lib/tenancy-literal";
import { semanticDomainAccessSchema } from "./semantic-domain-access-schema";

/** Lifetimes of access tokens and of what is renewed from them, in seconds. */
export const defaultTokenSeconds = 3_600;
export const longestTokenSeconds = 86_400;

const text = z
  .string()
  .max(10_000)
  .refine((value) => !holdsTenancyLiteral(value), tenancyLiteralMessage);

const scalar = z.union([text, z.number(), z.boolean()], "must be text, a number or a boolean");

/** Null is missing and refuses; an empty list is a value that no row meets. */
const parameterValue = z.union(
  [scalar, z.array(scalar).max(10_000)],
  "must be text, a number, a boolean, or a list of them, without switching tenancy off",
);

const valuesByName = z
  .record(z.string().min(1).max(200), parameterValue)
  .refine((values) => !Object.keys(values).some(holdsTenancyLiteral), "This name is not allowed");

const rangeEnd = z.union([text, z.number()]).optional();

/** Values by filter name: what a viewer could have sent, a range or a relative date among it. */
const lockedValues = z
  .record(z.string().min(1).max(200), z.union([parameterValue, z.strictObject({ from: rangeEnd, to: rangeEnd })]))
  .refine((values) => !Object.keys(values).some(holdsTenancyLiteral), "This name is not allowed");

const policyReference = z.strictObject({
  name: text.min(1).max(200),
  params: valuesByName.default({}),
  /** Which connection's policy is meant when several have one of this name. */
  connectionId: z.uuid().optional(),
});

export type PolicyReference = z.output<typeof policyReference>;

/** One policy or several; the wire allows both, the rest of the code sees a list. */
const policyReferences = z
  .union([policyReference.transform((one) => [one]), z.array(policyReference).max(50)], {
    error: "must be { name, params, connectionId? } or a list of them",
  })
  .default([]);

const identifier = /^[A-Za-z0-9_][A-Za-z0-9_-]{0,62}$/;

/** Which parts of the interface show, and how: what the page may read without knowing any value. */
export const embedConfigSchema = z.strictObject({
  theme: z.enum(["light", "dark", "auto"]).optional(),
  locale: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, "must be a language tag such as en-US")
    .optional(),
  showTitle: z.boolean().optional(),
  showFilters: z.boolean().optional(),
  /** Of a project's token: the other dashboards that it opens, to go to. */
  showNavigation: z.boolean().optional(),
  /** The menu of each card, with the ways its rows can leave the page. */
  showCardMenu: z.boolean().optional(),
});

export type EmbedConfig = z.output<typeof embedConfigSchema>;

const common = {
  /** Connection layer by policy name. */
  cls: policyReferences,
  /** Schema layer: the schema that unqualified names go to. */
  sls: text.regex(identifier, "must be letters, digits, _ and -, at most 63").optional(),
  /** Row/column layer by policy name. */
  rcls: policyReferences,
  /** Filter values by filter name; the viewer cannot change them. */
  params: lockedValues.default({}),
  config: embedConfigSchema.default({}),
  /** Seconds. */
  tokenExpiry: z.number().int().min(1).max(longestTokenSeconds).default(defaultTokenSeconds),
};

// Ids and secrets are plain text here: what is not an id is answered like one that does not exist.
const id = text.min(1).max(200);
const secret = z.string().min(1).max(500);

/** A token for one dashboard, as a viewer of no name. */
export const dashboardTokenSchema = z.strictObject({
  type: z.literal("dashboard").default("dashboard"),
  dashboardId: id,
  dashboardSecret: secret,
  tenantId: id.optional(),
  allowEdit: z.boolean().default(false),
  ...common,
});

/** A token for a project in the name of a person. */
export const projectTokenSchema = z
  .strictObject({
    type: z.literal("project"),
    projectId: id,
    projectSecret: secret,
    orgUserId: id.optional(),
    endUserId: id.optional(),
    endUserEmail: z.email().max(320).toLowerCase().optional(),
    tenantId: id.optional(),
    tenantName: text.min(1).max(200).optional(),
    autoCreateEndUser: z.boolean().default(false),
    role: z.enum(["VIEWER", "POWER_USER"]).default("VIEWER"),
    displayName: text.trim().min(1).max(200).optional(),
    initialDashboardId: id.optional(),
    targetDashboardId: id.optional(),
    dashboardIds: z.array(id).min(1, "must name at least one dashboard; leave it out for all").max(1_000).optional(),
    semanticDomainAccess: semanticDomainAccessSchema.optional(),
    ...common,
  })
  .superRefine((token, context) => {
    const people = [token.orgUserId, token.endUserId, token.endUserEmail].filter((one) => one !== undefined);
    if (people.length !== 1) {
      context.addIssue({ code: "custom", message: "Give exactly one of orgUserId, endUserId and endUserEmail" });
    }
    const byEmail = token.endUserEmail !== undefined;
    if (token.tenantId !== undefined && token.tenantName !== undefined) {
      context.addIssue({ code: "custom", path: ["tenantName"], message: "Give tenantId or tenantName, not both" });
    }
    if (byEmail && token.tenantId === undefined && token.tenantName === undefined) {
      context.addIssue({ code: "custom", path: ["tenantId"], message: "endUserEmail needs tenantId or tenantName" });
    }
    if (token.orgUserId !== undefined && (token.tenantId !== undefined || token.tenantName !== undefined)) {
      context.addIssue({ code: "custom", path: ["tenantId"], message: "An organization's user has no tenant" });
    }
    if (token.autoCreateEndUser && !byEmail) {
      context.addIssue({ code: "custom", path: ["autoCreateEndUser"], message: "needs endUserEmail" });
    }
  });

/** Body of `POST /api/v1/token`, for the API's description. */
export const issueTokenSchema = z.union([dashboardTokenSchema, projectTokenSchema]);

/**
 * The schema that a body means to follow, so that its errors name the field that is wrong. Unknown fields refuse: a
 * misspelt restriction must not be a missing one.
 */
export function tokenSchemaFor(body: unknown): typeof dashboardTokenSchema | typeof projectTokenSchema {
  const isProject = typeof body === "object" && body !== null && "type" in body && body.type === "project";
  return isProject ? projectTokenSchema : dashboardTokenSchema;
}

export type DashboardTokenInput = z.output<typeof dashboardTokenSchema>;
export type ProjectTokenInput = z.output<typeof projectTokenSchema>;
export type IssueTokenInput = DashboardTokenInput | ProjectTokenInput;
