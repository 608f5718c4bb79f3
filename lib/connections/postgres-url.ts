import { DomainError } from "@/lib/errors";

/** A PostgreSQL server, database and login, as a URL names them. */
export interface PostgresLocation {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl: "disable" | "require" | "verify-full";
}

const scheme = /^postgres(?:ql)?(?:\+[a-z][a-z0-9_]{0,30})?:\/\//i;
const hostPattern = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controlCharacters = /[\u0000-\u001f\u007f\s]/;

/** `prefer` and `allow` would fall back to plain text without saying so; they are read as the stricter neighbour. */
const sslModes: Readonly<Record<string, PostgresLocation["ssl"]>> = {
  disable: "disable",
  allow: "require",
  prefer: "require",
  require: "require",
  "verify-ca": "verify-full",
  "verify-full": "verify-full",
};

/**
 * Reads `postgresql://user:password@host:port/database?sslmode=…` strictly, with or without a SQLAlchemy driver suffix:
 * one host, one database, no unix socket, no option but `sslmode`. What is not understood is refused instead of being
 * handed to a driver that may understand it differently.
 *
 * @throws DomainError `invalid_input`; the message never repeats the URL, which may hold a password.
 */
export function parsePostgresUrl(url: string): PostgresLocation {
  const prefix = scheme.exec(url)?.[0];
  if (!prefix) throw refused("The URL must start with postgresql://");
  if (controlCharacters.test(url)) throw refused("The URL holds spaces or control characters");
  if (url.includes("#")) throw refused("The URL may not hold #; write it as %23");
  const [beforeQuery = "", query, ...more] = url.slice(prefix.length).split("?");
  if (more.length > 0) throw refused("The URL may hold one ? only; write others as %3F");
  const slash = beforeQuery.indexOf("/");
  if (slash < 0) throw refused("The URL must name a database");
  const { user, password, host, port } = parseAuthority(beforeQuery.slice(0, slash));
  const database = decodePart(beforeQuery.slice(slash + 1), "database");
  if (beforeQuery.slice(slash + 1).includes("/") || !database) throw refused("The URL must name one database");
  return { host, port, database, user, password, ssl: parseQuery(query) };
}

/** The URL of a location for people: the password, if there is one, as `***`. */
export function maskedPostgresUrl(location: PostgresLocation): string {
  const host = location.host.includes(":") ? `[${location.host}]` : location.host;
  const login = encodeURIComponent(location.user) + (location.password ? ":***" : "");
  return `postgresql://${login}@${host}:${location.port}/${encodeURIComponent(location.database)}`;
}

/** The whole URL of a location, with its password: for storing encrypted only. */
export function postgresUrl(location: PostgresLocation): string {
  const masked = maskedPostgresUrl(location);
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
  const port = match?.[2] === undefined ? 5432 : Number(match[2]);
  if (!hostPattern.test(host)) throw refused("The URL must name one host, by name or address");
  if (port < 1 || port > 65_535) throw refused("The port must be between 1 and 65535");
  return {
    user: decodePart(user, "user"),
    password: decodePart(password, "password"),
    host: host.replace(/^\[|\]$/g, "").toLowerCase(),
    port,
  };
}

function parseQuery(query: string | undefined): PostgresLocation["ssl"] {
  if (query === undefined) return "disable";
  const [name, value = "", ...more] = query.split("=");
  const ssl = sslModes[value];
  if (name !== "sslmode" || more.length > 0 || !ssl) {
    throw refused("The only option the URL may hold is sslmode (disable, require or verify-full)");
  }
  return ssl;
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
