import { DomainError } from "@/lib/errors";
import { decryptSecret, encryptSecret } from "@/lib/secrets/encrypt-secret";
import { type ConnectionSettings, connectionSettingsSchema, type DatabaseSettings } from "./connection-schema";
import { type DatabaseLocation, databaseUrl, maskedDatabaseUrl, parseDatabaseUrl } from "./database-url";
import { canonicalTablePath, fixedFolder } from "./file-paths";
import { requireAllowedLocation } from "./reserved-targets";
import { checkedS3Settings, maskedS3Settings } from "./s3-settings";

const purpose = "connection.settings";
const keptPassword = "***";

/** Settings as they are stored: encrypted whole, since a URL holds a password and a path may tell a customer's name. */
export function encryptSettings(settings: ConnectionSettings): string {
  return encryptSecret(purpose, JSON.stringify(settings));
}

export function decryptSettings(ciphertext: string): ConnectionSettings {
  return connectionSettingsSchema.parse(JSON.parse(decryptSecret(purpose, ciphertext)));
}

/** The location of a database connection; the settings' own word on encryption wins over the URL's. */
export function settingsLocation(settings: DatabaseSettings): DatabaseLocation {
  return parseDatabaseUrl(settings.engine, settings.url, encryptionOf(settings));
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
    const tables = settings.tables.map((table, index) => ({ ...table, path: checkedPath(table.path, index) }));
    if (!settings.s3) return { ...settings, tables };
    const s3 = await checkedS3Settings(settings.s3, stored?.engine === "DUCKDB" ? stored.s3 : undefined);
    return { ...settings, tables, s3 };
  }
  const location = withStoredPassword(settingsLocation(settings), stored);
  await requireAllowedLocation(location);
  return databaseSettings(location, databaseUrl(location));
}

/** What a form shows: the same settings, a password and a secret as `***`. */
export function maskedSettings(settings: ConnectionSettings): ConnectionSettings {
  if (settings.engine === "DUCKDB") {
    return settings.s3 ? { ...settings, s3: maskedS3Settings(settings.s3) } : settings;
  }
  const location = settingsLocation(settings);
  return databaseSettings(location, maskedDatabaseUrl(location));
}

/** Where a connection is, in one line and without secrets. */
export function locationInWords(settings: ConnectionSettings): string {
  if (settings.engine !== "DUCKDB") return maskedDatabaseUrl(settingsLocation(settings));
  const folders = [...new Set(settings.tables.map((table) => fixedFolder(table.path)))];
  return folders.length === 1 ? (folders[0] ?? "") : `${folders[0]} and ${folders.length - 1} more`;
}

function encryptionOf(settings: DatabaseSettings): DatabaseLocation["ssl"] | undefined {
  if (settings.engine !== "CLICKHOUSE") return settings.ssl;
  if (settings.secure === undefined) return undefined;
  return settings.secure ? "verify-full" : "disable";
}

function databaseSettings({ engine, ssl }: DatabaseLocation, url: string): DatabaseSettings {
  return engine === "CLICKHOUSE" ? { engine, url, secure: ssl !== "disable" } : { engine, url, ssl };
}

function withStoredPassword(location: DatabaseLocation, stored: ConnectionSettings | undefined): DatabaseLocation {
  if (location.password !== keptPassword) return location;
  const before = stored && stored.engine === location.engine ? settingsLocation(stored) : null;
  const same = before?.host === location.host && before.port === location.port && before.user === location.user;
  if (before && same) return { ...location, password: before.password };
  const message = "Enter the password again: the server or the user has changed";
  throw new DomainError("invalid_input", message, { "settings.url": message });
}

function checkedPath(path: string, index: number): string {
  try {
    return canonicalTablePath(path);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError("invalid_input", error.message, { [`settings.tables.${index}.path`]: error.message });
  }
}
