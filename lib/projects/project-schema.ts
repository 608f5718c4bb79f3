import { z } from "zod";
import { isBareOrigin } from "./is-bare-origin";

const nameSchema = z.string().trim().min(1, "Give the project a name").max(200);

const originSchema = z
  .string()
  .max(300)
  .refine(isBareOrigin, "Use an origin such as https://app.example.com, without a path; http only for this computer");

const originsSchema = z
  .array(originSchema)
  .max(100, "At most 100 origins")
  .refine((origins) => new Set(origins).size === origins.length, "An origin is listed twice");

export const createProjectSchema = z.strictObject({ name: nameSchema, allowedOrigins: originsSchema.default([]) });

export const updateProjectSchema = z.strictObject({
  name: nameSchema.optional(),
  allowedOrigins: originsSchema.optional(),
});

export const projectViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  allowedOrigins: z.array(z.string()),
  createdAt: z.iso.datetime(),
});

export const projectSecretSchema = z.strictObject({ secret: z.string() });

export type CreateProjectInput = z.input<typeof createProjectSchema>;
export type UpdateProjectInput = z.input<typeof updateProjectSchema>;
/** Tenant actors get no origins: whose pages embed the project is not theirs to know. */
export type ProjectView = z.output<typeof projectViewSchema>;
