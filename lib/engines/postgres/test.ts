import type { Client } from "pg";
import type { ConnectionHealth, PostgresTarget } from "../engine";
import { refusedAddressIn } from "../engine-errors";
import { withConnection } from "./connect-once";
import { codeOf, roleRefusals } from "./failure";
import { poolerBefore } from "./session-settings";

interface LoginPowers {
  readonly version: string;
  readonly superuser: boolean;
  readonly bypasses_row_security: boolean;
  readonly manages_roles: boolean;
  readonly creates: boolean;
  readonly reads_everything: boolean;
  readonly reaches_files: boolean;
  readonly writes: boolean;
}

const memberOf = (...roles: string[]) => `EXISTS (SELECT FROM pg_catalog.pg_roles AS r
  WHERE r.rolname IN (${roles.map((role) => `'${role}'`).join(", ")})
    AND pg_catalog.pg_has_role(session_user, r.oid, 'MEMBER'))`;

const userSchema = `n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`;

/** Asks about the login, not about the role it runs as: a statement could go back to the login. */
const powersQuery = `SELECT pg_catalog.current_setting('server_version') AS version,
  l.rolsuper AS superuser,
  l.rolbypassrls AS bypasses_row_security,
  l.rolcreaterole AS manages_roles,
  l.rolcreatedb
    OR pg_catalog.has_database_privilege(session_user, pg_catalog.current_database(), 'CREATE')
    OR EXISTS (SELECT FROM pg_catalog.pg_namespace AS n
      WHERE ${userSchema} AND pg_catalog.has_schema_privilege(session_user, n.oid, 'CREATE')) AS creates,
  ${memberOf("pg_read_all_data", "pg_write_all_data")} AS reads_everything,
  ${memberOf("pg_read_server_files", "pg_write_server_files", "pg_execute_server_program")} AS reaches_files,
  EXISTS (SELECT FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE ${userSchema} AND c.relkind IN ('r', 'p', 'v', 'f')
      AND pg_catalog.has_table_privilege(session_user, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')) AS writes
FROM pg_catalog.pg_roles AS l WHERE l.rolname = session_user`;

/**
 * Tells whether the target answers and how far its login reaches beyond reading. Never throws: what failed is one of a
 * few fixed sentences.
 */
export async function testPostgres(target: PostgresTarget): Promise<ConnectionHealth> {
  const startedAt = performance.now();
  const finish = (health: Omit<ConnectionHealth, "milliseconds">) => ({
    ...health,
    milliseconds: performance.now() - startedAt,
  });
  try {
    const powers = await withConnection(target, readPowers);
    return finish({ ok: true, message: `PostgreSQL ${powers.version}`, warnings: warningsAbout(powers) });
  } catch (error) {
    return finish({ ok: false, message: sentenceFor(error), warnings: [] });
  }
}

async function readPowers(client: Client): Promise<LoginPowers> {
  const { rows } = await client.query<LoginPowers>(powersQuery);
  const powers = rows[0];
  if (!powers) throw new Error("The login has no role of its own");
  return powers;
}

function warningsAbout(powers: LoginPowers): string[] {
  if (powers.superuser) {
    return ["The login is a superuser: nothing in the database holds it back. Use one that can only read."];
  }
  const warnings: [boolean, string][] = [
    [
      powers.writes,
      "The login may change data in some tables. Bulkhead reads only, a login that can only read is safer.",
    ],
    [powers.creates, "The login may create objects in this database or its schemas."],
    [powers.manages_roles, "The login may create and change other logins."],
    [
      powers.reads_everything,
      "The login is a member of pg_read_all_data or pg_write_all_data and reaches every table.",
    ],
    [powers.bypasses_row_security, "The login bypasses row-level security."],
    [powers.reaches_files, "The login may reach files or programs of the database server."],
  ];
  return warnings.filter(([applies]) => applies).map(([, sentence]) => sentence);
}

function sentenceFor(error: unknown): string {
  const refused = refusedAddressIn(error);
  if (refused) return refused;
  const code = codeOf(error) ?? "";
  if (code.startsWith("28")) return "The server refused the user name or the password";
  if (code === "3D000") return "The database does not exist";
  if (code === poolerBefore)
    return "A database role needs a connection to the server itself, without a pooler before it";
  if (roleRefusals.has(code)) return "The login may not run as this database role, or the role does not exist";
  if (code === "53300") return "The server accepts no more connections";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return "The server's certificate could not be verified";
  if (error instanceof Error && error.message === "The server does not support SSL connections") {
    return "The server does not offer encrypted connections";
  }
  return "The server could not be reached";
}
