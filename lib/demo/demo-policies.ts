import path from "node:path";
import type { PolicyInput } from "@/lib/policies/policy-schema";
import { demoTables } from "./build-demo-files";
import { demoFolders } from "./demo-folders";

type DemoPolicy = Omit<PolicyInput, "projectId" | "connectionId">;

/** Rows in shared tables: every table with a state keeps to the tenant's states, and costs stay hidden. */
export const rowsPolicy: DemoPolicy = {
  name: "state",
  description: "Rows of the tenant's own states; repair and other costs are nobody's business.",
  rules: [
    { allTablesWithColumn: "state", filter: "state IN {{ state }}" },
    { table: "bird_strikes", excludedColumns: ["cost_repair", "cost_other", "cost_total"] },
  ],
};

/** A schema per tenant in one Postgres database, with reference tables that all may read. */
export const schemasPolicy: DemoPolicy = {
  name: "tenant_schema",
  description: "Each tenant's tables are in a schema of its own.",
  schemaLayer: { schemaTemplate: "{{ tenant }}", sharedSchemas: ["reference"] },
  rules: [],
};

/** A folder per tenant. */
export function connectionsPolicy(): DemoPolicy {
  return {
    name: "store_sales_primary",
    description: "Each tenant's files are in a folder of its own.",
    connectionLayer: {
      fileTemplates: demoTables.map((table) => ({
        schema: "main",
        table,
        path: path.join(demoFolders().tenants, "{{ tenant }}", `${table}.parquet`),
      })),
    },
    rules: [],
  };
}
