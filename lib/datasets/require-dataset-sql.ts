import { DomainError } from "@/lib/errors";
import { isAmbientName, isPersonalName, placeholdersInSql } from "@/lib/policies/policy-parameters";
import { tokenizeSql } from "@/lib/sql/sql-tokens";

/**
 * Lets SQL pass that can be a dataset. A star would stand for other columns with each reader's exclusions, while what
 * the dataset offers is saved once. Trusted SQL must use a value that is the reader's own (R01), or else every tenant
 * would read the same rows of tables that no policy opens.
 *
 * @throws DomainError `invalid_input`
 */
export function requireDatasetSql(sql: string, trusted: boolean): void {
  if (hasOuterStar(sql)) throw refused("Name the columns of a dataset instead of *");
  if (trusted && !placeholdersInSql(sql).some((name) => isPersonalName(name) || !isAmbientName(name))) {
    throw refused("A trusted dataset keeps tenants apart itself: compare a column with {{ tenant.key }} or the like");
  }
}

/**
 * A star in the select list of the query itself or of an arm of it; subqueries may do as they like. What does not begin
 * with its select list, as `TABLE t` and a query in parentheses, counts as one: stars in it are hard to tell.
 */
function hasOuterStar(sql: string): boolean {
  const words = tokenizeSql(sql)
    .filter(({ kind }) => kind !== "comment")
    .map(({ start, end }) => sql.substring(start, end));
  if (!/^(?:select|with)$/i.test(words[0] ?? "")) return true;
  let depth = 0;
  return words.some((word, at) => {
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
    const begins = /^(?:select|distinct|all|,|\.)$/i.test(words[at - 1] ?? "");
    const ends = /^(?:from|,|;|)$/i.test(words[at + 1] ?? "");
    return depth === 0 && word === "*" && (begins || ends);
  });
}

function refused(message: string): DomainError {
  return new DomainError("invalid_input", message, { sql: message });
}
