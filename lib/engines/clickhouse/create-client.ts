import http from "node:http";
import https from "node:https";
import { type ClickHouseClient, ClickHouseLogLevel, createClient as createDriverClient } from "@clickhouse/client";
import { checkedLookup, requireAllowedHost } from "../checked-lookup";
import type { ClickhouseTarget } from "../engine";
import { engineSettings } from "../engine-settings";

/** Sockets beside those that queries hold, for killing a query. */
const spareSockets = 2;

/**
 * An HTTP client for one target and login, whose sockets reach allowed addresses only. Silent: the driver's own log would
 * hold statements and the server's words.
 *
 * @throws DomainError `data_source_unavailable` for an address that is reserved.
 */
export function createClient(target: ClickhouseTarget): ClickHouseClient {
  const { maximumConnectionsPerPool, statementCeilingMilliseconds } = engineSettings();
  requireAllowedHost(target.host);
  const maxSockets = maximumConnectionsPerPool + spareSockets;
  const sockets = { keepAlive: true, maxSockets, lookup: checkedLookup };
  const host = target.host.includes(":") ? `[${target.host.replace(/^\[|\]$/g, "")}]` : target.host;
  return createDriverClient({
    url: `${target.secure ? "https" : "http"}://${host}:${target.port}`,
    username: target.user,
    password: target.password,
    database: target.database,
    application: "bulkhead",
    request_timeout: statementCeilingMilliseconds,
    max_open_connections: maxSockets,
    http_agent: target.secure ? new https.Agent(sockets) : new http.Agent(sockets),
    log: { level: ClickHouseLogLevel.OFF },
  });
}
