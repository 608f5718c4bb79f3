import pg from "pg";
import type { PostgresTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import { clientConfig } from "./client-config";
import { applySessionSettings } from "./session-settings";

/** A pool for one target and login, whose connections are closed down before anybody gets them. */
export function createPool(target: PostgresTarget): pg.Pool {
  // Given to the pool, the connect timeout would also cut short the wait for a busy pool, which the deadline bounds.
  class Client extends pg.Client {
    constructor() {
      super(clientConfig(target));
    }
  }
  const { maximumConnectionsPerPool, poolIdleMilliseconds } = engineSettings();
  const pool = new pg.Pool({
    Client,
    max: maximumConnectionsPerPool,
    idleTimeoutMillis: poolIdleMilliseconds,
    allowExitOnIdle: true,
    onConnect: (client) => {
      // A lost connection fails its query; unheard, the event would end the process.
      client.on("error", ignore);
      return applySessionSettings(client, target);
    },
  });
  pool.on("error", ignore);
  return pool;
}

function ignore(): void {}
