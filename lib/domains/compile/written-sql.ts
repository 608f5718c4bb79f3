import { tokenizeClickhouse } from "@/lib/sql/dialects/clickhouse/clickhouse-tokens";
import { tokenizeMysql } from "@/lib/sql/dialects/mysql/mysql-tokens";
import { parsePlaceholderName } from "@/lib/sql/placeholders";
import type { Dialect } from "@/lib/sql/security-context";
import { type SqlToken, tokenizeSql } from "@/lib/sql/sql-tokens";

const tokenizers: Readonly<Record<Dialect, (text: string) => SqlToken[]>> = {
  postgres: tokenizeSql,
  duckdb: tokenizeSql,
  mysql: tokenizeMysql,
  clickhouse: tokenizeClickhouse,
};

const opening: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Why SQL of a definition cannot stand in parentheses inside a query without reaching out of them; null when it can.
 * Whatever it then says, the guard secures with the rest.
 */
export function whyNotInsertable(sql: string, dialect: Dialect): string | null {
  const awaited: string[] = [];
  for (const token of tokenizers[dialect](sql)) {
    const text = sql.substring(token.start, token.end);
    if (!token.closed) return "A quote or comment is not closed";
    if (token.kind === "comment") return "Comments cannot stand here";
    if (token.kind === "placeholder" || token.kind === "string") {
      const inside = /^'?\{\{([^{}]*)\}\}'?$/.exec(text)?.[1];
      const name = inside === undefined ? undefined : parsePlaceholderName(inside);
      if (name && /^(?:query|filter)\./i.test(name)) return "Filters and values of a query cannot stand here";
    }
    if (token.kind !== "symbol") continue;
    if (text === ";") return "One expression or query only, without a semicolon";
    const close = opening[text];
    if (close) awaited.push(close);
    else if (Object.values(opening).includes(text) && awaited.pop() !== text) return "The parentheses do not match";
  }
  return awaited.length > 0 ? "The parentheses do not match" : null;
}
