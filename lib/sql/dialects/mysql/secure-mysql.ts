import { mysqlProfile } from "@/lib/sql/dialects/mysql/mysql-profile";
import { securePolyglot } from "@/lib/sql/dialects/polyglot/secure-polyglot";
import type { SecuredSql, SecurityContext } from "@/lib/sql/security-context";

/** MySQL's and MariaDB's half of `secureSql`; see there for what it guarantees. */
export async function secureMysql(sql: string, context: SecurityContext): Promise<SecuredSql> {
  return securePolyglot(mysqlProfile, sql, context);
}
