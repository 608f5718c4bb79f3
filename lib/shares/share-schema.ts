import { z } from "zod";
import { pageSchema } from "@/lib/pagination";
import { AccessLevel as accessLevels, ShareScope as shareScopes } from "@/prisma/client/enums";

const level = z.enum(accessLevels);
const scope = z.enum(shareScopes);
/** When the share ends; without it, never. */
const expiresAt = z.iso.datetime({ offset: true }).nullable().optional();

const rest = { level, expiresAt };

/** Whom to share with, and how far. Sharing again with the same subject replaces level and end. */
export const shareDashboardSchema = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.literal("USER"), userId: z.uuid(), ...rest }),
  z.strictObject({ scope: z.literal("GROUP"), groupId: z.uuid(), ...rest }),
  z.strictObject({ scope: z.literal("TENANT"), tenantId: z.uuid(), ...rest }),
  z.strictObject({ scope: z.literal("ALL_TENANTS"), ...rest }),
  z.strictObject({ scope: z.literal("ALL_ORGANIZATION_USERS"), ...rest }),
]);

export const findShareSubjectsSchema = z.strictObject({ search: z.string().trim().max(200).default("") });

/** The orders of a dashboard's shares: by age, or by what they give. */
export const shareSorts = ["createdAt", "-createdAt", "level", "-level"] as const;

export const listSharesSchema = pageSchema.extend({ sort: z.enum(shareSorts).default("createdAt") });

export type ListSharesInput = z.input<typeof listSharesSchema>;
export type ShareSort = (typeof shareSorts)[number];
export type ShareDashboardInput = z.input<typeof shareDashboardSchema>;
export type FindShareSubjectsInput = z.input<typeof findShareSubjectsSchema>;

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
  expiresAt: z.iso.datetime().nullable(),
});

export const shareListSchema = z.strictObject({
  data: z.array(shareViewSchema).readonly(),
  /** Whether it reaches subjects besides that this actor may not know: shown as "and others". */
  hasOthers: z.boolean(),
  nextCursor: z.uuid().nullable(),
});

/** Somebody to share with, as the picker shows them. */
export const shareSubjectSchema = z.strictObject({
  scope,
  subjectId: z.uuid().nullable(),
  name: z.string(),
  /** An e-mail address, or the tenant a group belongs to. */
  detail: z.string().nullable(),
});

export type ShareView = Readonly<z.output<typeof shareViewSchema>>;
export type ShareList = Readonly<z.output<typeof shareListSchema>>;
export type ShareSubject = Readonly<z.output<typeof shareSubjectSchema>>;
