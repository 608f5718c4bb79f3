import type { ClickhouseTarget, ConnectionHealth } from "../engine";
import { refusedAddressIn } from "../engine-errors";
import { withSession } from "./connect-once";
import { codeOf } from "./failure";
import { type ClickhouseSession, FixedProfileError } from "./session";

const reading = new Set(["SELECT", "SHOW", "dictGet", "USAGE"]);
const reaching =
  /^(ALL|SOURCES|FILE|URL|REMOTE|S3|AZURE|HDFS|MYSQL|POSTGRES|MONGO|REDIS|SQLITE|ODBC|JDBC|HIVE|KAFKA|NATS)\b/;

/**
 * Tells whether the target answers and how far its login reaches beyond reading. Never throws: what failed is one of a
 * few fixed sentences.
 */
export async function testClickhouse(target: ClickhouseTarget): Promise<ConnectionHealth> {
  const startedAt = performance.now();
  const finish = (health: Omit<ConnectionHealth, "milliseconds">) => ({
    ...health,
    milliseconds: performance.now() - startedAt,
  });
  try {
    const { version, warnings } = await withSession(target, async (session) => {
      const [row] = await session.rows("SELECT version()");
      return { version: String(row?.[0]), warnings: await warningsAbout(session) };
    });
    return finish({ ok: true, message: `ClickHouse ${version}`, warnings });
  } catch (error) {
    return finish({ ok: false, message: sentenceFor(error), warnings: [] });
  }
}

async function warningsAbout(session: ClickhouseSession): Promise<string[]> {
  // Versions without grants know profiles alone.
  const privileges = await session.rows("SHOW GRANTS").then(privilegesIn, () => undefined);
  const writes = privileges ? privileges.some((name) => !reading.has(name.split(" ")[0] ?? "")) : true;
  const [others] = await session.rows(`SELECT count() FROM system.databases
    WHERE name NOT IN (currentDatabase(), 'system', 'information_schema', 'INFORMATION_SCHEMA', '_temporary_and_external_tables')`);
  const warnings: [boolean, string][] = [
    [
      session.server.readonly === "0" && writes,
      "The login may change data and settings. Bulkhead reads only, a login whose profile says readonly = 2 is safer.",
    ],
    [
      // Under a profile alone every login may call every table function.
      privileges?.some((name) => reaching.test(name)) ?? true,
      "The login may reach files of the database server or other servers.",
    ],
    [
      Number(others?.[0]) > 0,
      "The login reaches other databases of this server. One that knows only this database is safer.",
    ],
  ];
  return warnings.filter(([applies]) => applies).map(([, sentence]) => sentence);
}

function privilegesIn(rows: readonly unknown[][]): string[] {
  return rows.flatMap(([line]) => {
    const listed = /^GRANT (.+?) ON /.exec(String(line))?.[1] ?? "";
    return listed
      .replace(/\([^)]*\)/g, "")
      .split(/, ?/)
      .filter(Boolean);
  });
}

function sentenceFor(error: unknown): string {
  const refused = refusedAddressIn(error);
  if (refused) return refused;
  if (error instanceof FixedProfileError) {
    return "The login's profile says readonly = 1 and keeps queries from being limited: give it readonly = 2";
  }
  switch (codeOf(error)) {
    case "192":
    case "193":
    case "194":
    case "516":
      return "The server refused the user name or the password";
    case "81":
    case "291":
      return "The database does not exist, or the login may not use it";
    case "195":
      return "The server does not accept connections from this machine";
    case "202":
      return "The server accepts no more queries";
    case "EPROTO":
      return "The server does not offer encrypted connections";
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(codeOf(error) ?? "")) {
    return "The server's certificate could not be verified";
  }
  return "The server could not be reached";
}
