import type pg from "pg";
import type { PostgresTarget } from "../engine";
import { TargetPools } from "../target-pools";
import { createPool } from "./create-pool";

/** The PostgreSQL connections of this process, by target, login and role. */
export const postgresPools = new TargetPools<PostgresTarget, pg.PoolClient>(
  "postgres",
  ({ host, port, database, user, role, ssl, password }) =>
    JSON.stringify([host, port, database, user, role ?? null, ssl, password]),
  createPool,
);
