import { z } from "zod";
import { emailSchema, passwordSchema } from "@/lib/identity/sign-in-schema";

const nameSchema = z.string().trim().min(1, "Give it a name").max(200);

/** What first-run set-up asks for: the organization and its first admin. */
export const createOrganizationSchema = z.strictObject({
  name: nameSchema,
  admin: z.strictObject({ email: emailSchema, displayName: nameSchema, password: passwordSchema }),
});

export type CreateOrganizationInput = z.input<typeof createOrganizationSchema>;

export interface OrganizationView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
}
