import { z } from "zod";
import { domainSummarySchema } from "@/lib/domains/domain-schema";
import { querySourceSchema } from "@/lib/queries/query-sources-schema";

export const dashboardSourcesQuerySchema = z.strictObject({
  /** Whose data is written for: for authors and admins who look as a tenant, and needed from API keys. */
  asTenantId: z.uuid().optional(),
});

/** What cards can be made of. */
export const dashboardSourcesSchema = z.strictObject({
  connections: z.array(querySourceSchema).readonly(),
  domains: z.array(domainSummarySchema).readonly(),
});

export type DashboardSources = z.output<typeof dashboardSourcesSchema>;
