import { mysqlProfile } from "@/lib/sql/dialects/mysql/mysql-profile";
import { securePolyglot } from "@/lib/sql/dialects/polyglot/secure-polyglot";
import type { SecuredStatement, SecurityContext } from "@/lib/sql/security-context";

/** MySQL's and MariaDB's half of `secureSql`; see there for what it guarantees. With a twin of the context, also a plan's sketch. */
export async function secureMysql(
  sql: string,
  context: SecurityContext,
  twin?: SecurityContext,
): Promise<SecuredStatement> {
  return securePolyglot(mysqlProfile, sql, context, twin);
}
