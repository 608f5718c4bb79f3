import { type ClickHouseClient, ClickHouseLogLevel, createClient as createDriverClient } from "@clickhouse/client";
import type { ClickhouseTarget } from "../engine";
import { engineSettings } from "../engine-settings";

/** Sockets beside those that queries hold, for killing a query. */
const spareSockets = 2;

/** An HTTP client for one target and login. Silent: the driver's own log would hold statements and the server's words. */
export function createClient(target: ClickhouseTarget): ClickHouseClient {
  const { maximumConnectionsPerPool, statementCeilingMilliseconds } = engineSettings();
  const host = target.host.includes(":") ? `[${target.host.replace(/^\[|\]$/g, "")}]` : target.host;
  return createDriverClient({
    url: `${target.secure ? "https" : "http"}://${host}:${target.port}`,
    username: target.user,
    password: target.password,
    database: target.database,
    application: "bulkhead",
    request_timeout: statementCeilingMilliseconds,
    max_open_connections: maximumConnectionsPerPool + spareSockets,
    log: { level: ClickHouseLogLevel.OFF },
  });
}
