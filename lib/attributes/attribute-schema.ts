import { z } from "zod";
import { attributeNameSchema } from "@/lib/identity/attributes-schema";
import { AttributeSubject } from "@/prisma/client/enums";

const subjectSchema = z.enum(AttributeSubject);
const descriptionSchema = z.string().trim().max(500);

export const createAttributeSchema = z.strictObject({
  subject: subjectSchema,
  name: attributeNameSchema,
  description: descriptionSchema.default(""),
  readableInCards: z.boolean().default(false),
});

/** Neither subject nor name: a mark never comes to mean another attribute. */
export const updateAttributeSchema = z.strictObject({
  description: descriptionSchema.optional(),
  readableInCards: z.boolean().optional(),
});

export const attributeViewSchema = z.strictObject({
  id: z.uuid(),
  subject: subjectSchema,
  name: z.string(),
  description: z.string(),
  readableInCards: z.boolean(),
});

/** One of the list, which knows attributes that are in use without anybody having said anything about them. */
export const listedAttributeSchema = attributeViewSchema.extend({
  /** Null when it is in use only: not readable in cards then. */
  id: z.uuid().nullable(),
  /** How many tenants or people have a value. */
  uses: z.int(),
});

export const listedAttributesSchema = z.strictObject({
  data: z.array(listedAttributeSchema),
  /** Always null: they all come at once. */
  nextCursor: z.null(),
});

export type CreateAttributeInput = z.input<typeof createAttributeSchema>;
export type UpdateAttributeInput = z.input<typeof updateAttributeSchema>;
export type AttributeView = z.output<typeof attributeViewSchema>;
export type ListedAttribute = z.output<typeof listedAttributeSchema>;
