import type { ClickhouseTarget } from "../engine";
import { TargetPools } from "../target-pools";
import type { ClickhouseSession } from "./session";
import { SessionPlaces } from "./session-places";

/** The ClickHouse sessions of this process, by target and login. */
export const clickhousePools = new TargetPools<ClickhouseTarget, ClickhouseSession>(
  "clickhouse",
  ({ host, port, secure, database, user, password }) => JSON.stringify([host, port, secure, database, user, password]),
  (target) => new SessionPlaces(target),
);
