import { clickhouseProfile } from "@/lib/sql/dialects/clickhouse/clickhouse-profile";
import { securePolyglot } from "@/lib/sql/dialects/polyglot/secure-polyglot";
import type { SecuredStatement, SecurityContext } from "@/lib/sql/security-context";

/** ClickHouse's half of `secureSql`; see there for what it guarantees. With a twin of the context, also a plan's sketch. */
export async function secureClickhouse(
  sql: string,
  context: SecurityContext,
  twin?: SecurityContext,
): Promise<SecuredStatement> {
  return securePolyglot(clickhouseProfile, sql, context, twin);
}
