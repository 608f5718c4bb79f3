import type { ClientConfig } from "pg";
import type { PostgresTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import { SourceSocket } from "../source-socket";

/** How to dial a target; everything is said outright, so that no `PG…` variable of this process fills a gap. */
export function clientConfig(target: PostgresTarget): ClientConfig {
  return {
    host: target.host,
    port: target.port,
    stream: () => new SourceSocket(target),
    database: target.database,
    user: target.user,
    // A function, because the driver would look for another password where this one is empty.
    password: () => target.password,
    ssl: target.ssl === "disable" ? false : { rejectUnauthorized: target.ssl === "verify-full" },
    sslnegotiation: "postgres",
    application_name: "bulkhead",
    keepAlive: true,
    connectionTimeoutMillis: engineSettings().connectTimeoutMilliseconds,
  };
}
