import type { PolicyProblem } from "@/lib/policies/policy-schema";

/** A problem with its place in the text, when it has one. */
export function problemText({ message, line, column }: Pick<PolicyProblem, "message" | "line" | "column">): string {
  if (line === undefined) return message;
  return `Line ${line}${column === undefined ? "" : `, column ${column}`}: ${message}`;
}

/** Where a problem is, in words: `rules.0.filter` → `Rule 1, filter`. */
export function placeInWords(path: string): string {
  const [head, second, ...rest] = path.split(".");
  if (head === "rules" && second !== undefined) {
    return [`Rule ${Number(second) + 1}`, ...rest.filter((part) => !isPosition(part)).map(wordOf)].join(", ");
  }
  return [head, second, ...rest]
    .filter((part) => part !== undefined && part !== "")
    .map((part) => wordOf(part ?? ""))
    .join(", ");
}

/** The place in a list says nothing where the value itself is named in the message. */
function isPosition(part: string): boolean {
  return /^\d+$/.test(part);
}

const words: Readonly<Record<string, string>> = {
  connectionLayer: "Connection layer",
  schemaLayer: "Schema layer",
  urlTemplate: "URL",
  fileTemplates: "files",
  schemaTemplate: "schema",
  sharedSchemas: "shared schemas",
  roleTemplate: "role",
  excludedColumns: "excluded columns",
  maskedColumns: "masked columns",
  tenantColumns: "tenant columns",
  allTablesWithColumn: "column",
  name: "Name",
  rules: "Rules",
};

function wordOf(part: string): string {
  return words[part] ?? part;
}
