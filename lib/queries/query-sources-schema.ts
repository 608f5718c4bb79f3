import { z } from "zod";
import { Engine as engines } from "@/prisma/client/enums";

/** A connection that somebody may write queries on. */
export const querySourceSchema = z.strictObject({ id: z.uuid(), name: z.string(), engine: z.enum(engines) });

/** What a query on one connection may name, for completion: nothing in it that this reader could not read. */
export const queryCatalogSchema = z.strictObject({
  ...querySourceSchema.shape,
  /** Where unqualified names are looked up. */
  defaultSchema: z.string(),
  tables: z.array(
    z.strictObject({
      /** Null for a dataset, which has a name alone. */
      schema: z.string().nullable(),
      name: z.string(),
      columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
    }),
  ),
  /** Names that stand between braces: `tenant.key`. */
  placeholders: z.array(z.string()),
  /** Why nothing can be read here, where the policies say so as a whole. */
  refusal: z.string().nullable(),
});

export type QuerySource = z.output<typeof querySourceSchema>;
export type QueryCatalog = z.output<typeof queryCatalogSchema>;
