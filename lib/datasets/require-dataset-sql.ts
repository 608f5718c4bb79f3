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

/** A star in the select list of the query itself or of an arm of it; subqueries may do as they like. */
function hasOuterStar(sql: string): boolean {
  let depth = 0;
  let before = "";
  for (const token of tokenizeSql(sql)) {
    if (token.kind === "comment") continue;
    const text = sql.substring(token.start, token.end);
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (depth === 0 && text === "*" && /^(?:select|distinct|all|,|\.)$/i.test(before)) return true;
    before = text;
  }
  return false;
}

function refused(message: string): DomainError {
  return new DomainError("invalid_input", message, { sql: message });
}
