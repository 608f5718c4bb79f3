import { z } from "zod";
import { pageSchema } from "@/lib/pagination";
import { AccessLevel as accessLevels, ShareScope as shareScopes } from "@/prisma/client/enums";

const level = z.enum(accessLevels);
const scope = z.enum(shareScopes);
/** When the share ends; without it, never. */
const expiresAt = z.iso.datetime({ offset: true }).nullable().optional();

/**
 * The version whose literals the sharer was shown (R21); another one in the database refuses. Somebody of a tenant, or
 * all of one, who has no share yet is given none without it.
 */
const dashboardVersion = z.number().int().positive().optional();

const rest = { level, expiresAt };

const grants = [
  z.strictObject({ scope: z.literal("USER"), userId: z.uuid(), ...rest }),
  z.strictObject({ scope: z.literal("GROUP"), groupId: z.uuid(), ...rest }),
  z.strictObject({ scope: z.literal("TENANT"), tenantId: z.uuid(), ...rest }),
  z.strictObject({ scope: z.literal("ALL_TENANTS"), ...rest }),
  z.strictObject({ scope: z.literal("ALL_ORGANIZATION_USERS"), ...rest }),
] as const;

/** Whom to share with, and how far. */
export const grantSchema = z.discriminatedUnion("scope", grants);

/** The same for one dashboard. Sharing again with the same subject replaces level and end. */
export const shareDashboardSchema = z.discriminatedUnion("scope", [
  grants[0].extend({ dashboardVersion }),
  grants[1].extend({ dashboardVersion }),
  grants[2].extend({ dashboardVersion }),
  grants[3].extend({ dashboardVersion }),
  grants[4].extend({ dashboardVersion }),
]);

const mostLines = 500;

/** Several dashboards, each shared with each of several subjects. */
export const shareDashboardsSchema = z
  .strictObject({
    dashboardIds: z.array(z.uuid()).min(1, "Choose a dashboard").max(200),
    grants: z.array(grantSchema).min(1, "Choose somebody to share with").max(100),
    /** `all`: one refusal keeps everything as it was. `each`: what can be shared is. */
    mode: z.enum(["all", "each"]).default("all"),
    /** The versions whose literals the sharer was shown (R21), in the order of `dashboardIds`. */
    dashboardVersions: z.array(z.number().int().positive()).optional(),
  })
  .refine(({ dashboardIds, dashboardVersions }) => (dashboardVersions ?? dashboardIds).length === dashboardIds.length, {
    message: "Give one version for each dashboard",
    path: ["dashboardVersions"],
  })
  .refine(({ dashboardIds, grants: asked }) => dashboardIds.length * asked.length <= mostLines, {
    message: `At most ${mostLines} shares at once: dashboards times subjects`,
    path: ["dashboardIds"],
  })
  .refine(({ dashboardIds }) => new Set(dashboardIds).size === dashboardIds.length, {
    message: "A dashboard is listed twice",
    path: ["dashboardIds"],
  });

/** Who owns a dashboard from now on, and what becomes of those who own it now. */
export const transferDashboardSchema = z.strictObject({
  userId: z.uuid(),
  previousOwners: z.enum(["CONTRIBUTOR", "EDITOR", "VIEWER", "NONE"]).default("CONTRIBUTOR"),
});

export const findShareSubjectsSchema = z.strictObject({ search: z.string().trim().max(200).default("") });

/** The orders of a dashboard's shares: by age, or by what they give. */
export const shareSorts = ["createdAt", "-createdAt", "level", "-level"] as const;

export const listSharesSchema = pageSchema.extend({ sort: z.enum(shareSorts).default("createdAt") });

export type ListSharesInput = z.input<typeof listSharesSchema>;
export type ShareSort = (typeof shareSorts)[number];
/** For whom copies of an organization's dashboard are made. */
export const copyForTenantsSchema = z.strictObject({
  tenantIds: z
    .array(z.uuid())
    .min(1, "Choose a tenant")
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, "A tenant is listed twice"),
});

export const tenantCopySchema = z.strictObject({ tenantId: z.uuid(), dashboardId: z.uuid() });

export type CopyForTenantsInput = z.input<typeof copyForTenantsSchema>;
export type TenantCopy = Readonly<z.output<typeof tenantCopySchema>>;
export type Grant = z.output<typeof grantSchema>;
export type ShareDashboardsInput = z.input<typeof shareDashboardsSchema>;
export type TransferDashboardInput = z.input<typeof transferDashboardSchema>;
export type ShareDashboardInput = z.input<typeof shareDashboardSchema>;
export type FindShareSubjectsInput = z.input<typeof findShareSubjectsSchema>;

/** Why somebody has less than was given to them: their role, or being a tenant's on the organization's dashboard (R19). */
export const capSchema = z.enum(["ROLE", "TENANT", "SEVERAL_TENANTS"]);

export const shareViewSchema = z.strictObject({
  id: z.uuid(),
  scope,
  /** The user, group or tenant; null for the two "everyone" scopes. */
  subjectId: z.uuid().nullable(),
  subjectName: z.string(),
  /** The level that was given. */
  level,
  /** What it comes to here: less than `level` for a tenant's people once the dashboard reaches several tenants. */
  effectiveLevel: level,
  /** Why `effectiveLevel` is less; null when it is not. */
  cap: capSchema.nullable(),
  expiresAt: z.iso.datetime().nullable(),
});

export const shareListSchema = z.strictObject({
  data: z.array(shareViewSchema).readonly(),
  /** Whether it reaches subjects besides that this actor may not know: shown as "and others". */
  hasOthers: z.boolean(),
  /** Whether it reaches several tenants, whose people then only view it (R19); never told to a tenant. */
  reachesSeveralTenants: z.boolean(),
  nextCursor: z.uuid().nullable(),
});

/** One share of many that were asked for at once. */
export const shareLineSchema = z.strictObject({
  dashboardId: z.uuid(),
  /** Which of the `grants`, from 0. */
  grant: z.number().int(),
  /** `held_back`: nothing was wrong with it, but something else was, and all or nothing was asked for. */
  outcome: z.enum(["shared", "refused", "held_back"]),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});

export const shareResultSchema = z.strictObject({
  /** Whether anything was written. */
  applied: z.boolean(),
  lines: z.array(shareLineSchema).readonly(),
});

/** Somebody to share with, as the picker shows them. */
export const shareSubjectSchema = z.strictObject({
  scope,
  subjectId: z.uuid().nullable(),
  name: z.string(),
  /** An e-mail address, or the tenant a group belongs to. */
  detail: z.string().nullable(),
  /** The tenant it is of; null for the organization's own. */
  tenantId: z.uuid().nullable(),
  /** The most that a share can come to for this subject here, and why it is no more. */
  highestLevel: level,
  cap: capSchema.nullable(),
  /** Whether a share would take the dashboard to a second tenant, whose people could then only view it (R19). */
  wouldReachSeveral: z.boolean(),
});

export type Cap = z.output<typeof capSchema>;
export type ShareLine = Readonly<z.output<typeof shareLineSchema>>;
export type ShareResult = Readonly<z.output<typeof shareResultSchema>>;
export type ShareView = Readonly<z.output<typeof shareViewSchema>>;
export type ShareList = Readonly<z.output<typeof shareListSchema>>;
export type ShareSubject = Readonly<z.output<typeof shareSubjectSchema>>;
