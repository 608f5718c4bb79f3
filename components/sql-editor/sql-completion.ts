import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { MySQL, PostgreSQL, type SQLDialect, type SQLNamespace, StandardSQL } from "@codemirror/lang-sql";
import type { SqlCatalog, SqlEngine } from "./sql-catalog";

const dialects: Readonly<Record<SqlEngine, SQLDialect>> = {
  POSTGRES: PostgreSQL,
  DUCKDB: PostgreSQL,
  MYSQL: MySQL,
  CLICKHOUSE: StandardSQL,
};

export function dialectFor(engine: SqlEngine): SQLDialect {
  return dialects[engine];
}

/** Tables and their columns as the language's own completion reads them: those of the default schema without its name. */
export function namespaceOf({ tables, defaultSchema }: SqlCatalog): SQLNamespace {
  const root: Record<string, SQLNamespace> = {};
  for (const { schema, name, columns } of tables) {
    const inside = columns.map(({ name: label, type }): Completion => ({ label, type: "property", detail: type }));
    if (schema === null || schema === defaultSchema || schema === "") root[name] = inside;
    if (!schema) continue;
    const others = (root[schema] as Record<string, SQLNamespace> | undefined) ?? {};
    if (!Array.isArray(others)) root[schema] = { ...others, [name]: inside };
  }
  return root;
}

/** Completes the columns of tables that the query names, which need no prefix as long as they are clear. */
export function columnCompletion({ tables }: SqlCatalog) {
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[\w$]+/);
    if (!word || context.matchBefore(/\.[\w$]*/) || insideBraces(context)) return null;
    const text = context.state.doc.toString().toLowerCase();
    const named = tables.filter(({ name }) => text.includes(name.toLowerCase()));
    const options = new Map<string, Completion>();
    for (const { name: table, columns } of named) {
      for (const { name, type } of columns) {
        options.set(name, { label: name, type: "property", detail: `${type} · ${table}`, boost: 1 });
      }
    }
    return { from: word.from, options: [...options.values()], validFor: /^[\w$]*$/ };
  };
}

/** Completes what may stand between braces: the dashboard's filters and the reader's own values. */
export function placeholderCompletion(filters: readonly string[], { placeholders }: SqlCatalog) {
  const names = [...filters.map((name) => `filter.${name}`), ...placeholders];
  return (context: CompletionContext): CompletionResult | null => {
    const open = context.matchBefore(/\{\{\s*[\w.()]*/);
    if (!open) return null;
    const from = open.from + (/^\{\{\s*/.exec(open.text)?.[0].length ?? 2);
    const closes = context.state
      .sliceDoc(context.pos, context.pos + 3)
      .trimStart()
      .startsWith("}");
    const options = names.map(
      (label): Completion => ({ label, type: "variable", apply: closes ? label : `${label} }}` }),
    );
    return { from, options, validFor: /^[\w.()]*$/ };
  };
}

function insideBraces(context: CompletionContext): boolean {
  return context.matchBefore(/\{\{[^}]*/) !== null;
}
