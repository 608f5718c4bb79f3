import type { TableView } from "@/lib/connections/connection-schema";

/** What is wrong with how a table is exposed, in a sentence; null when nothing is. */
export function tableWarning(table: TableView): string | null {
  if (table.missing) return "The last look did not find this table any more. Nobody can read it until it is back.";
  if (table.exposure === "PROTECTED" && !table.covered) {
    return "No policy covers this table: tenants cannot read it until one does.";
  }
  if (table.exposure === "SHARED" && table.rules.length === 0) {
    return "Nothing protects this table: every tenant reads every row and column.";
  }
  return null;
}
