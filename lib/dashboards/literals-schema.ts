import { z } from "zod";

/** What was typed into one part of a dashboard. */
export const literalsOfPartSchema = z.strictObject({
  kind: z.enum(["dashboard", "filter", "card"]),
  name: z.string(),
  /** Titles, descriptions and labels. */
  texts: z.array(z.string()).readonly(),
  /** Constants and comments as they stand in SQL; values of filters. */
  constants: z.array(z.string()).readonly(),
  /** The part asks a domain that the caller does not see: what is typed into its query is not listed. */
  sourceHidden: z.literal(true).optional(),
});

export const dashboardLiteralsSchema = z.strictObject({
  /** The version that holds them; sharing takes it back as `dashboardVersion`. */
  version: z.number().int(),
  parts: z.array(literalsOfPartSchema).readonly(),
});

export type LiteralsOfPart = z.output<typeof literalsOfPartSchema>;
export type DashboardLiterals = Readonly<z.output<typeof dashboardLiteralsSchema>>;
