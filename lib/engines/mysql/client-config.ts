import type { ConnectionOptions } from "mysql2";
import type { MysqlTarget } from "../engine";
import { engineSettings } from "../engine-settings";

/** How to dial a target: one statement at a time, and no file of this machine for a server that asks for one. */
export function clientConfig(target: MysqlTarget): ConnectionOptions {
  const verify = target.ssl === "verify-full";
  return {
    host: target.host,
    port: target.port,
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
