import type { ConnectionOptions } from "mysql2";
import type { MysqlTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import { SourceSocket } from "../source-socket";

/**
 * How to dial a target: one statement at a time, and no file of this machine for a server that asks for one.
 *
 * @param address one of the target's addresses, where it must be that very server
 */
export function clientConfig(target: MysqlTarget, address?: string): ConnectionOptions {
  const verify = target.ssl === "verify-full";
  return {
    host: target.host,
    port: target.port,
    stream: () => {
      const socket = new SourceSocket({ ...target, host: address ?? target.host });
      return socket.setNoDelay().setKeepAlive(true).connect();
    },
    database: target.database,
    user: target.user,
    password: target.password,
    ...(target.ssl === "disable" ? {} : { ssl: { rejectUnauthorized: verify, verifyIdentity: verify } }),
    charset: "utf8mb4",
    // What JavaScript's own types would round or shift stays the server's text.
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    jsonStrings: true,
    rowsAsArray: true,
    multipleStatements: false,
    flags: ["-LOCAL_FILES", "-IGNORE_SPACE"],
    connectAttributes: { program_name: "bulkhead" },
    connectTimeout: engineSettings().connectTimeoutMilliseconds,
  };
}
