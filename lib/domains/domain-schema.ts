import { z } from "zod";
import { pageSchema } from "@/lib/pagination";

const name = z.string().trim().min(1, "Give the domain a name").max(200);
const description = z.string().trim().max(2_000);

export const createDomainSchema = z.strictObject({ projectId: z.uuid(), name, description: description.default("") });

export const updateDomainSchema = z.strictObject({ name: name.optional(), description: description.optional() });

export const listDomainsSchema = pageSchema.extend({ projectId: z.uuid().optional() });

export const domainViewSchema = z.strictObject({
  id: z.uuid(),
  projectId: z.uuid(),
  name: z.string(),
  description: z.string(),
  createdAt: z.iso.datetime(),
});

export type CreateDomainInput = z.input<typeof createDomainSchema>;
export type UpdateDomainInput = z.input<typeof updateDomainSchema>;
export type ListDomainsInput = z.input<typeof listDomainsSchema>;
export type DomainView = z.output<typeof domainViewSchema>;
