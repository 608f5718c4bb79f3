import { z } from "zod";
import { sortedPageSchema } from "@/lib/pagination";
import { Role } from "@/prisma/client/enums";

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
export type GroupFilter = z.input<typeof groupFilterSchema>;
export type GroupView = z.output<typeof groupViewSchema>;
export type GroupMemberView = z.output<typeof groupMemberViewSchema>;
