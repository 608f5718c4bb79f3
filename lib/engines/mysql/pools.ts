import type { MysqlTarget } from "../engine";
import { TargetPools } from "../target-pools";
import type { MysqlSession } from "./session";
import { SessionPool } from "./session-pool";

/** The MySQL and MariaDB connections of this process, by target and login. */
export const mysqlPools = new TargetPools<MysqlTarget, MysqlSession>(
  "mysql",
  ({ host, port, database, user, ssl, password }) => JSON.stringify([host, port, database, user, ssl, password]),
  (target) => new SessionPool(target),
);
