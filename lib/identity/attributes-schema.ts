import { z } from "zod";
import { holdsTenancyLiteral, tenancyLiteralMessage } from "@/lib/tenancy-literal";

const text = z
  .string()
  .max(1_000)
  .refine((value) => !holdsTenancyLiteral(value), tenancyLiteralMessage);

const scalar = z.union([text, z.number(), z.boolean()]);

export const attributeNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/i, "Names start with a letter and hold letters, digits and underscores");

/**
 * What admins note about a tenant or a person, by name: a scalar or a list of scalars. Names are what may stand after
 * `tenant.attributes.` in a policy.
 */
export const attributesSchema = z
  .record(attributeNameSchema, z.union([scalar, z.array(scalar).max(1_000)]))
  .refine((attributes) => Object.keys(attributes).length <= 100, "At most 100 attributes");
