import { clickhouseProfile } from "@/lib/sql/dialects/clickhouse/clickhouse-profile";
import { securePolyglot } from "@/lib/sql/dialects/polyglot/secure-polyglot";
import type { SecuredSql, SecurityContext } from "@/lib/sql/security-context";

/** ClickHouse's half of `secureSql`; see there for what it guarantees. */
export async function secureClickhouse(sql: string, context: SecurityContext): Promise<SecuredSql> {
  return securePolyglot(clickhouseProfile, sql, context);
}
