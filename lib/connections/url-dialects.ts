import type { Engine } from "@/prisma/client/enums";

/** Engines that are reached by a URL. */
export type DatabaseEngine = Exclude<Engine, "DUCKDB">;

export type Encryption = "disable" | "require" | "verify-full";

/** How the URLs of one engine are written. */
export interface UrlDialect {
  readonly engine: DatabaseEngine;
  /** What a URL may begin with: the scheme, with or without the suffix that SQLAlchemy puts a driver in. */
  readonly scheme: RegExp;
  /** The scheme that URLs are shown and stored with. */
  readonly name: string;
  defaultPort(ssl: Encryption): number;
  /** What a URL without an option says. */
  encryptionOf(prefix: string): Encryption;
  /** The options a URL may hold, each with the values it may have; null for one that changes nothing. */
  readonly options: Readonly<Record<string, Readonly<Record<string, Encryption | null>>>>;
  /** In words, for whoever wrote another option. */
  readonly optionWords: string;
  /** Databases that are the server's own, and nobody's data. */
  readonly systemDatabases: ReadonlySet<string>;
}

const driver = "(?:\\+[a-z][a-z0-9_]{0,30})?";

/** `prefer` and `allow` would fall back to plain text without saying so; they are read as the stricter neighbour. */
const sslModes = {
  disable: "disable",
  allow: "require",
  prefer: "require",
  require: "require",
  "verify-ca": "verify-full",
  "verify-full": "verify-full",
} as const;

/** What MySQL's own programs call the same. */
const mysqlSslModes = {
  DISABLED: "disable",
  PREFERRED: "require",
  REQUIRED: "require",
  VERIFY_CA: "verify-full",
  VERIFY_IDENTITY: "verify-full",
} as const;

const postgres: UrlDialect = {
  engine: "POSTGRES",
  scheme: new RegExp(`^postgres(?:ql)?${driver}://`, "i"),
  name: "postgresql",
  defaultPort: () => 5432,
  encryptionOf: () => "disable",
  options: { sslmode: sslModes },
  optionWords: "sslmode (disable, require or verify-full)",
  systemDatabases: new Set(),
};

const mysql: UrlDialect = {
  engine: "MYSQL",
  scheme: new RegExp(`^(?:mysql|mariadb)${driver}://`, "i"),
  name: "mysql",
  defaultPort: () => 3306,
  encryptionOf: () => "disable",
  options: { sslmode: sslModes, "ssl-mode": mysqlSslModes, charset: { utf8mb4: null } },
  optionWords: "sslmode (disable, require or verify-full) and charset (utf8mb4)",
  systemDatabases: new Set(["mysql", "sys", "information_schema", "performance_schema"]),
};

/** Over HTTP; a certificate is verified whenever there is one. */
const clickhouse: UrlDialect = {
  engine: "CLICKHOUSE",
  scheme: /^clickhouse(?:db)?(?:\+(?:https?|connect))?:\/\//i,
  name: "clickhouse",
  defaultPort: (ssl) => (ssl === "disable" ? 8123 : 8443),
  encryptionOf: (prefix) => (/\+https:/i.test(prefix) ? "verify-full" : "disable"),
  options: { secure: { true: "verify-full", "1": "verify-full", false: "disable", "0": "disable" } },
  optionWords: "secure (true or false)",
  systemDatabases: new Set(["system", "information_schema", "_temporary_and_external_tables"]),
};

export const urlDialects: Readonly<Record<DatabaseEngine, UrlDialect>> = {
  POSTGRES: postgres,
  MYSQL: mysql,
  CLICKHOUSE: clickhouse,
};
