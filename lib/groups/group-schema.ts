import { z } from "zod";
import { emailSchema } from "@/lib/identity/sign-in-schema";
import { sortedPageSchema } from "@/lib/pagination";
import { AccessLevel, Role } from "@/prisma/client/enums";

const nameSchema = z.string().trim().min(1, "Give the group a name").max(200);
const descriptionSchema = z.string().trim().max(2_000);

export const createGroupSchema = z.strictObject({
  name: nameSchema,
  description: descriptionSchema.default(""),
  /** Absent or null: the actor's own tenant, or the organization for its people. */
  tenantId: z.uuid().nullable().optional(),
});

/** A group never changes its home: its members could not come along. */
export const updateGroupSchema = z.strictObject({
  name: nameSchema.optional(),
  description: descriptionSchema.optional(),
});

export const addGroupMembersSchema = z.strictObject({
  userIds: z.array(z.uuid()).min(1, "Choose at least one person").max(500),
});

export const removeGroupMembersSchema = z.strictObject({
  userIds: z.array(z.uuid()).min(1, "Choose at least one person").max(500),
});

/** A pasted list: each entry is a line of it, and what is no address is told and not refused as a whole. */
export const membersByEmailSchema = z.strictObject({
  emails: z.array(z.string().max(1_000)).min(1, "Paste at least one e-mail address").max(5_000),
  change: z.enum(["ADD", "REMOVE"]).default("ADD"),
  /** Only says what would happen. */
  dryRun: z.boolean().default(false),
});

/** One line of the list, as an address. */
export const memberEmailSchema = emailSchema;

export const membersChangeSchema = z.strictObject({
  /** How many people were added or removed, or would be. */
  changed: z.int(),
  /** How many were in the group, or out of it, already. */
  unchanged: z.int(),
  problems: z.array(z.strictObject({ line: z.int(), email: z.string(), message: z.string() })),
});

/** What a group gives its members, and what they lose with it. */
export const groupRemovalSchema = z.strictObject({
  memberCount: z.int(),
  /** Members who lose a dashboard or part of their level; null when there is too much to look at each. */
  losingCount: z.int().nullable(),
  /** Dashboards that the actor may see, newest first, at most 100 of `dashboardCount`. */
  dashboards: z.array(
    z.strictObject({
      id: z.uuid(),
      projectId: z.uuid(),
      title: z.string(),
      level: z.enum(AccessLevel),
      expiresAt: z.iso.datetime().nullable(),
      /** Members who have no other way to as much of it. */
      losingCount: z.int().nullable(),
    }),
  ),
  dashboardCount: z.int(),
  /** Policies that are assigned to the group; their names are for admins. */
  policies: z.array(z.strictObject({ id: z.uuid(), name: z.string(), projectId: z.uuid() })),
  policyCount: z.int(),
});

export const groupFilterSchema = z.strictObject({ tenantId: z.uuid().nullable().optional() });

/** The same as query parameters: `tenantId=none` keeps to the organization's own groups. */
export const groupQuerySchema = sortedPageSchema.extend({
  tenantId: z.union([z.uuid(), z.literal("none")]).optional(),
});

export const groupViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  tenantId: z.uuid().nullable(),
  tenantName: z.string().nullable(),
  memberCount: z.int(),
  createdAt: z.iso.datetime(),
});

/** A person as those who manage groups see them. */
export const groupMemberViewSchema = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  role: z.enum(Role),
});

export type CreateGroupInput = z.input<typeof createGroupSchema>;
export type UpdateGroupInput = z.input<typeof updateGroupSchema>;
export type MembersByEmailInput = z.input<typeof membersByEmailSchema>;
export type MembersChange = z.output<typeof membersChangeSchema>;
export type GroupRemoval = z.output<typeof groupRemovalSchema>;
export type GroupFilter = z.input<typeof groupFilterSchema>;
export type GroupView = z.output<typeof groupViewSchema>;
export type GroupMemberView = z.output<typeof groupMemberViewSchema>;
