import { DomainError } from "@/lib/errors";
import { type DatabaseEngine, type Encryption, type UrlDialect, urlDialects } from "./url-dialects";

/** A server, database and login, as a URL names them. */
export interface DatabaseLocation {
  readonly engine: DatabaseEngine;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl: Encryption;
}

const hostPattern = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controlCharacters = /[\u0000-\u001f\u007f\s]/;

/**
 * Reads `scheme://user:password@host:port/database?option=…` strictly, with or without a SQLAlchemy driver suffix: one
 * host, one database, no unix socket, no option but its engine's few. What is not understood is refused instead of
 * being handed to a driver that may understand it differently. `ssl` wins over what the URL says of it.
 *
 * @throws DomainError `invalid_input`; the message never repeats the URL, which may hold a password.
 */
export function parseDatabaseUrl(engine: DatabaseEngine, url: string, ssl?: Encryption): DatabaseLocation {
  const dialect = urlDialects[engine];
  const prefix = dialect.scheme.exec(url)?.[0];
  if (!prefix) throw refused(`The URL must start with ${dialect.name}://`);
  if (controlCharacters.test(url)) throw refused("The URL holds spaces or control characters");
  if (url.includes("#")) throw refused("The URL may not hold #; write it as %23");
  const [beforeQuery = "", query, ...more] = url.slice(prefix.length).split("?");
  if (more.length > 0) throw refused("The URL may hold one ? only; write others as %3F");
  const slash = beforeQuery.indexOf("/");
  if (slash < 0) throw refused("The URL must name a database");
  const { port, ...server } = parseAuthority(beforeQuery.slice(0, slash));
  const database = decodePart(beforeQuery.slice(slash + 1), "database");
  if (beforeQuery.slice(slash + 1).includes("/") || !database) throw refused("The URL must name one database");
  if (dialect.systemDatabases.has(database.toLowerCase())) throw refused("This database is the server's own");
  const encryption = parseQuery(query, dialect) ?? dialect.encryptionOf(prefix);
  const chosen = ssl ?? encryption;
  return { engine, ...server, port: port ?? dialect.defaultPort(chosen), database, ssl: chosen };
}

/** Which engine a URL is for, by its scheme; null for a scheme that is none of theirs. */
export function engineOfUrl(url: string): DatabaseEngine | null {
  return Object.values(urlDialects).find(({ scheme }) => scheme.test(url))?.engine ?? null;
}

/** The URL of a location for people: the password, if there is one, as `***`. */
export function maskedDatabaseUrl(location: DatabaseLocation): string {
  const host = location.host.includes(":") ? `[${location.host}]` : location.host;
  const login = encodeURIComponent(location.user) + (location.password ? ":***" : "");
  const { name } = urlDialects[location.engine];
  return `${name}://${login}@${host}:${location.port}/${encodeURIComponent(location.database)}`;
}

/** The whole URL of a location, with its password: for storing encrypted only. */
export function databaseUrl(location: DatabaseLocation): string {
  const masked = maskedDatabaseUrl(location);
  return location.password ? masked.replace(":***@", () => `:${encodeURIComponent(location.password)}@`) : masked;
}

function parseAuthority(authority: string) {
  const [login, address, ...more] = authority.split("@");
  if (login === undefined || address === undefined || more.length > 0) {
    throw refused("The URL must be user:password@host; write @ in a password as %40");
  }
  const [user = "", password = "", ...rest] = login.split(":");
  if (rest.length > 0) throw refused("Write : in a password as %3A");
  if (!user) throw refused("The URL must name a user");
  const match = /^(.*?)(?::(\d{1,5}))?$/.exec(address);
  const host = match?.[1] ?? "";
  const port = match?.[2] === undefined ? undefined : Number(match[2]);
  if (!hostPattern.test(host)) throw refused("The URL must name one host, by name or address");
  if (port !== undefined && (port < 1 || port > 65_535)) throw refused("The port must be between 1 and 65535");
  return {
    user: decodePart(user, "user"),
    password: decodePart(password, "password"),
    host: host.replace(/^\[|\]$/g, "").toLowerCase(),
    port,
  };
}

/** What the options say of encryption; undefined when they say nothing. */
function parseQuery(query: string | undefined, { options, optionWords }: UrlDialect): Encryption | undefined {
  if (query === undefined) return undefined;
  const seen = new Set<string>();
  let encryption: Encryption | undefined;
  for (const option of query.split("&")) {
    const [name = "", value = "", ...more] = option.split("=");
    const values = Object.hasOwn(options, name) ? options[name] : undefined;
    const known = values !== undefined && Object.hasOwn(values, value);
    if (!known || more.length > 0 || seen.has(name)) {
      throw refused(`The URL may hold no options but these, each once: ${optionWords}`);
    }
    seen.add(name);
    const meaning = values[value] ?? undefined;
    if (meaning && encryption) throw refused("The URL says twice how to encrypt");
    encryption ??= meaning;
  }
  return encryption;
}

function decodePart(text: string, what: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw refused(`The ${what} in the URL is not percent-encoded correctly`);
  }
  const harmful = what === "password" ? "\0" : undefined;
  if (harmful ? decoded.includes(harmful) : controlCharacters.test(decoded) || /[/\\]/.test(decoded)) {
    throw refused(`The ${what} in the URL holds characters that are not allowed`);
  }
  return decoded;
}

function refused(message: string): DomainError {
  return new DomainError("invalid_input", message, { "settings.url": message });
}
