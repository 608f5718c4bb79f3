import type { Mutation } from "./mutations";

const off = (name: string, file: string, find: string, replace: string): Mutation => ({ name, file, find, replace });

/** Checks that every dialect uses. */
export const sharedMutations: readonly Mutation[] = [
  off(
    "the size of the text",
    "limits.ts",
    "if (text.length > maximumBytes || Buffer.byteLength(text) > maximumBytes)",
    "if (false)",
  ),
  off("characters that no text has", "limits.ts", "if (odd >= 0) {", "if (false) {"),
  off("the depth of parentheses", "limits.ts", "if (nesting > maximumNesting)", "if (false)"),
  off("the number of words", "limits.ts", "if (structural > maximumStructuralTokens)", "if (false)"),
  off("the number of nodes", "limits.ts", "if (nodes > maximumTreeNodes)", "if (false)"),
  off("the depth of the tree", "limits.ts", "if (depth > maximumTreeDepth)", "if (false)"),
  off(
    "failures become refusals",
    "secure-sql.ts",
    "throw error instanceof SqlRefusal ? error : notVerified();",
    "throw error;",
  ),
  off("dialects by their own name only", "secure-sql.ts", "Object.hasOwn(dialects, context.dialect) ?", "true ?"),
  off("schemas that may be named", "table-access.ts", "|| !named ", ""),
  off("tables that may be read", "table-access.ts", "|| !table.readable ", ""),
  off("schemas of the system", "table-access.ts", " || systemSchema.test(wanted)", ""),
  off("two tables of one name", "table-access.ts", " || found.length > 1", ""),
  off(
    "tables without visible columns",
    "table-access.ts",
    "if (visibleColumns(table, fold).length === 0)",
    "if (false)",
  ),
  off("excluded columns", "table-access.ts", "return !excluded.has(name);", "return true;"),
  off(
    "the guard's own alias as a column",
    "table-access.ts",
    "if (name === innerAlias || seen.has(name))",
    "if (seen.has(name))",
  ),
  off(
    "two columns of one name",
    "table-access.ts",
    "if (name === innerAlias || seen.has(name))",
    "if (name === innerAlias)",
  ),
  off(
    "masks",
    "table-access.ts",
    "return key === undefined ? undefined : table.maskedColumns[key];",
    "return undefined;",
  ),
  off(
    "names that slip past a hidden column",
    "name-scope.ts",
    "passedHidden && first.relation.table !== undefined ? undefined : first",
    "first",
  ),
  off(
    "names of the query's own that a hidden column stops",
    "name-scope.ts",
    "passedHidden && first.relation.table !== undefined",
    "passedHidden",
  ),
  off("one alias twice", "name-scope.ts", "other.alias !== undefined && fold(other.alias) === alias)", "false)"),
  off("column lists longer than their columns", "query-output.ts", "if (names.length > columns.length)", "if (false)"),
  off("fences of filtered tables", "query-output.ts", "return table.filters.length > 0 || ", "return "),
  off("fences of masked tables", "query-output.ts", " || Object.keys(table.maskedColumns).length > 0", ""),
  off("every placeholder filled", "placeholders.ts", "if (filled.has(placeholder.standIn)) continue;", "continue;"),
  off(
    "placeholders inside longer texts",
    "placeholders.ts",
    "if (inside === null) return undefined;",
    "return undefined;",
  ),
  off(
    "policies that cannot be applied stay unseen",
    "policy-refusal.ts",
    "if (aboutValue)",
    "if (error instanceof SqlRefusal)",
  ),
  off(
    "values that are missing",
    "placeholder-values.ts",
    "if (found === undefined || found.value === null || found.value === undefined)",
    "if (false)",
  ),
  off(
    "lists where one value stands",
    "placeholder-values.ts",
    "const [single] = Array.isArray(value) ? [] : valueList(value, name);",
    "const [single] = valueList(value, name);",
  ),
  off("values by their own name only", "placeholder-values.ts", "Object.hasOwn(values, name) ?", "true ?"),
  off("numbers that are numbers", "placeholder-values.ts", 'throw invalid(name, "a number");', ""),
  off("texts that can be written", "placeholder-values.ts", "unwritableAt(value) >= 0", "false"),
];
