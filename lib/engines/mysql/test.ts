import type { ConnectionHealth, MysqlTarget } from "../engine";
import { refusedAddressIn } from "../engine-errors";
import { withSession } from "./connect-once";
import { codeOf, serverErrorOf } from "./failure";
import { warningsAbout } from "./login-powers";
import { isMariadb } from "./session-settings";

/**
 * Tells whether the target answers and how far its login reaches beyond reading. Never throws: what failed is one of a
 * few fixed sentences.
 */
export async function testMysql(target: MysqlTarget): Promise<ConnectionHealth> {
  const startedAt = performance.now();
  const finish = (health: Omit<ConnectionHealth, "milliseconds">) => ({
    ...health,
    milliseconds: performance.now() - startedAt,
  });
  try {
    const { version, grants } = await withSession(target, async (session) => ({
      version: session.version,
      grants: (await session.rows("SHOW GRANTS")).map((row) => String(Object.values(row)[0])),
    }));
    return finish({ ok: true, message: productName(version), warnings: warningsAbout(grants, target.database) });
  } catch (error) {
    return finish({ ok: false, message: sentenceFor(error), warnings: [] });
  }
}

function productName(version: string): string {
  const number = /\d+(?:\.\d+)*/.exec(version)?.[0] ?? "";
  return `${isMariadb(version) ? "MariaDB" : "MySQL"} ${number}`.trim();
}

function sentenceFor(error: unknown): string {
  const refused = refusedAddressIn(error);
  if (refused) return refused;
  switch (serverErrorOf(error) ?? (error as { errno?: unknown } | null)?.errno) {
    case 1045:
    case 1698:
      return "The server refused the user name or the password";
    case 1044:
    case 1049:
      return "The database does not exist, or the login may not use it";
    case 1040:
    case 1203:
    case 1226:
      return "The server accepts no more connections";
    case 1129:
    case 1130:
      return "The server does not accept connections from this machine";
  }
  const code = codeOf(error) ?? "";
  if (code === "HANDSHAKE_NO_SSL_SUPPORT") return "The server does not offer encrypted connections";
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return "The server's certificate could not be verified";
  return "The server could not be reached";
}
