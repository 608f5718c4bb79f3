import type { FileTableSettings } from "@/lib/connections/connection-schema";
import type { FileTemplate } from "@/lib/connections/resolve-target";
import { namePattern } from "@/lib/engines/duckdb/name-pattern";
import { DomainError } from "@/lib/errors";
import type { PolicyDefinition } from "./policy-definition";

type SpreadableTable = Pick<FileTableSettings, "schema" | "name" | "path">;

/**
 * A policy whose one path stands for a whole file connection, as a path for every table: the table's own file name, in
 * the folder that the template gives. A table that the policy gives a path of its own keeps that; one whose file name is
 * none that the template's last name means stays where it is.
 *
 * @throws DomainError `invalid_input` for a template without `*` in its last name.
 */
export function spreadPathTemplate<T extends Pick<PolicyDefinition, "connectionLayer">>(
  policy: T,
  tables: readonly SpreadableTable[],
): T {
  const layer = policy.connectionLayer;
  if (!layer?.urlTemplate) return policy;
  const spread = spreadOver(layer.urlTemplate, tables);
  const named = new Set(layer.fileTemplates.map(keyOf));
  const fileTemplates = [...layer.fileTemplates, ...spread.filter((file) => !named.has(keyOf(file)))];
  return { ...policy, connectionLayer: { urlTemplate: null, fileTemplates } };
}

function spreadOver(template: string, tables: readonly SpreadableTable[]): FileTemplate[] {
  const end = template.lastIndexOf("/") + 1;
  const last = template.slice(end);
  if (!last.includes("*") || last.includes("{{")) {
    throw new DomainError("invalid_input", "End the path with * for the tables' own files, as in folder/*.parquet");
  }
  const matches = namePattern(last);
  return tables.flatMap(({ schema, name, path }) => {
    const file = path.slice(path.lastIndexOf("/") + 1);
    return matches(file) ? [{ schema, table: name, path: template.slice(0, end) + file }] : [];
  });
}

function keyOf({ schema, table }: FileTemplate): string {
  return `${schema}.${table}`;
}
