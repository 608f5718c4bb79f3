import { DomainError } from "@/lib/errors";
import { decryptSecret, encryptSecret } from "@/lib/secrets/encrypt-secret";
import { type ConnectionSettings, connectionSettingsSchema } from "./connection-schema";
import { canonicalFilePath, fixedFolder } from "./file-paths";
import { maskedPostgresUrl, type PostgresLocation, parsePostgresUrl, postgresUrl } from "./postgres-url";
import { requireAllowedLocation } from "./reserved-targets";

const purpose = "connection.settings";
const keptPassword = "***";

/** Settings as they are stored: encrypted whole, since a URL holds a password and a path may tell a customer's name. */
export function encryptSettings(settings: ConnectionSettings): string {
  return encryptSecret(purpose, JSON.stringify(settings));
}

export function decryptSettings(ciphertext: string): ConnectionSettings {
  return connectionSettingsSchema.parse(JSON.parse(decryptSecret(purpose, ciphertext)));
}

/** The location of a PostgreSQL connection; the `ssl` setting wins over the URL's own option. */
export function settingsLocation(settings: Extract<ConnectionSettings, { engine: "POSTGRES" }>): PostgresLocation {
  const location = parsePostgresUrl(settings.url);
  return { ...location, ssl: settings.ssl ?? location.ssl };
}

/**
 * Settings that may be stored: the address allowed, paths canonical and inside the allowed folders. A password given as
 * `***` becomes the stored one, for the same server and user only, so that nobody can send it elsewhere.
 *
 * @throws DomainError `invalid_input`
 */
export async function checkedSettings(
  settings: ConnectionSettings,
  stored?: ConnectionSettings,
): Promise<ConnectionSettings> {
  if (settings.engine === "DUCKDB") {
    return {
      ...settings,
      tables: settings.tables.map((table, index) => ({ ...table, path: checkedPath(table.path, index) })),
    };
  }
  const location = withStoredPassword(settingsLocation(settings), stored);
  await requireAllowedLocation(location);
  return { engine: "POSTGRES", url: postgresUrl(location), ssl: location.ssl };
}

/** What a form shows: the same settings, the password as `***`. */
export function maskedSettings(settings: ConnectionSettings): ConnectionSettings {
  if (settings.engine === "DUCKDB") return settings;
  const location = settingsLocation(settings);
  return { engine: "POSTGRES", url: maskedPostgresUrl(location), ssl: location.ssl };
}

/** Where a connection is, in one line and without secrets. */
export function locationInWords(settings: ConnectionSettings): string {
  if (settings.engine === "POSTGRES") return maskedPostgresUrl(settingsLocation(settings));
  const folders = [...new Set(settings.tables.map((table) => fixedFolder(table.path)))];
  return folders.length === 1 ? (folders[0] ?? "") : `${folders[0]} and ${folders.length - 1} more`;
}

function withStoredPassword(location: PostgresLocation, stored: ConnectionSettings | undefined): PostgresLocation {
  if (location.password !== keptPassword) return location;
  const before = stored?.engine === "POSTGRES" ? settingsLocation(stored) : null;
  const same = before?.host === location.host && before.port === location.port && before.user === location.user;
  if (before && same) return { ...location, password: before.password };
  const message = "Enter the password again: the server or the user has changed";
  throw new DomainError("invalid_input", message, { "settings.url": message });
}

function checkedPath(path: string, index: number): string {
  try {
    return canonicalFilePath(path);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError("invalid_input", error.message, { [`settings.tables.${index}.path`]: error.message });
  }
}
