import { z } from "zod";
import { pageSchema } from "@/lib/pagination";
import { AccessLevel as accessLevels, Role as roles } from "@/prisma/client/enums";
import { capSchema } from "./share-schema";

const level = z.enum(accessLevels);

/** Through what somebody reaches a dashboard: a share's scope, or the ADMIN role. */
export const wayKindSchema = z.enum(["USER", "GROUP", "TENANT", "ALL_TENANTS", "ALL_ORGANIZATION_USERS", "ADMIN"]);

export const accessWaySchema = z.strictObject({
  kind: wayKindSchema,
  /** The share that could be changed or taken away; null for the ADMIN role, and where the reader may not know it. */
  shareId: z.uuid().nullable(),
  groupId: z.uuid().nullable(),
  groupName: z.string().nullable(),
  /** What this way gives, before any cap. */
  level,
  expiresAt: z.iso.datetime().nullable(),
});

/** One person on one dashboard. */
export const personAccessSchema = z.strictObject({
  userId: z.uuid(),
  displayName: z.string(),
  email: z.string(),
  role: z.enum(roles),
  tenantId: z.uuid().nullable(),
  tenantName: z.string().nullable(),
  /** What they may do after every cap. */
  level,
  /** Why that is less than what they were given; null when it is not. */
  cap: capSchema.nullable(),
  /** When they lose it altogether; null when something has no end. */
  expiresAt: z.iso.datetime().nullable(),
  ways: z.array(accessWaySchema).readonly(),
});

export const listPeopleSchema = pageSchema;

export const peopleWithAccessSchema = z.strictObject({
  data: z.array(personAccessSchema).readonly(),
  /** Whether it is shared with others besides whom this actor may not know. */
  hasOthers: z.boolean(),
  nextCursor: z.uuid().nullable(),
});

/** What a review shows. Times compare with the moment of asking. */
export const accessReviewFilterSchema = z.strictObject({
  /** People of one tenant. */
  tenantId: z.uuid().optional(),
  userId: z.uuid().optional(),
  dashboardId: z.uuid().optional(),
  through: wayKindSchema.optional(),
  /** Who has not looked at the dashboard since; those who never have are among them. */
  unusedSince: z.iso.datetime({ offset: true }).optional(),
  /** Who reaches it through something that ends before this. */
  expiringBefore: z.iso.datetime({ offset: true }).optional(),
});

/** Where a review goes on: a dashboard and the person after whom it does. */
export const reviewCursorSchema = z
  .string()
  .regex(/^[0-9a-f-]{36}_[0-9a-f-]{36}$/, "The cursor is not one of this list");

export const accessReviewQuerySchema = accessReviewFilterSchema.extend({
  limit: pageSchema.shape.limit,
  cursor: reviewCursorSchema.optional(),
});

export const reviewedAccessSchema = personAccessSchema.extend({
  /** Dashboard and person: names the line. */
  id: reviewCursorSchema,
  dashboardId: z.uuid(),
  dashboardTitle: z.string(),
  projectId: z.uuid(),
  /** The dashboard's home; null for the organization. */
  dashboardTenantName: z.string().nullable(),
  /** When this person last looked at it, to about a minute; null for never. */
  lastUsedAt: z.iso.datetime().nullable(),
});

export type AccessWay = Readonly<z.output<typeof accessWaySchema>>;
export type WayKind = z.output<typeof wayKindSchema>;
export type PersonAccess = Readonly<z.output<typeof personAccessSchema>>;
export type PeopleWithAccess = Readonly<z.output<typeof peopleWithAccessSchema>> & {
  /** How many match, for people; the API leaves it out. */
  readonly total: number;
};
export type AccessReviewFilter = z.input<typeof accessReviewFilterSchema>;
export type AccessReviewQuery = z.input<typeof accessReviewQuerySchema>;
export type ReviewedAccess = Readonly<z.output<typeof reviewedAccessSchema>>;
