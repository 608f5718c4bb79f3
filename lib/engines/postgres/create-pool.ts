import pg from "pg";
import type { PostgresTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import { SourceSocket } from "../source-socket";
import { stopAfter } from "../stop-after";
import type { ConnectionPool } from "../target-pools";
import { destroySocket } from "./cancel-query";
import { clientConfig } from "./client-config";
import { applySessionSettings } from "./session-settings";

const patienceMilliseconds = 2_000;

/** A pool for one target and login, whose connections are closed down before anybody gets them. */
export function createPool(target: PostgresTarget): ConnectionPool<pg.PoolClient> {
  const sockets = new WeakMap<object, SourceSocket>();
  // Given to the pool, the connect timeout would also cut short the wait for a busy pool, which the deadline bounds.
  class Client extends pg.Client {
    constructor() {
      const socket = new SourceSocket(target);
      super({ ...clientConfig(target), stream: () => socket });
      sockets.set(this, socket);
    }

    override end(): Promise<void>;
    override end(callback: (error: Error) => void): void;
    override end(callback?: (error: Error) => void): Promise<void> | undefined {
      // A server that hangs would not answer it.
      setTimeout(() => destroySocket(this), patienceMilliseconds).unref();
      if (!callback) return super.end();
      super.end(callback);
    }
  }
  const { maximumConnectionsPerPool, poolIdleMilliseconds, connectTimeoutMilliseconds } = engineSettings();
  const pool = new pg.Pool({
    Client,
    max: maximumConnectionsPerPool,
    idleTimeoutMillis: poolIdleMilliseconds,
    allowExitOnIdle: true,
    onConnect: async (client) => {
      // A lost connection fails its query; unheard, the event would end the process.
      client.on("error", ignore);
      const cut = () => destroySocket(client);
      await stopAfter(connectTimeoutMilliseconds, applySessionSettings(client, target), cut).catch((error) => {
        cut();
        throw error;
      });
    },
  });
  pool.on("error", ignore);
  return {
    connect: async () => {
      const client = await pool.connect();
      sockets.get(client)?.limitAnswer();
      return client;
    },
    release: (client, destroy) => {
      sockets.get(client)?.endAnswer();
      client.release(destroy);
    },
    end: () => pool.end(),
    closeIdle: () => {
      pool.connect().then((client) => client.release(true), ignore);
    },
    get idleCount() {
      return pool.idleCount;
    },
    get connectionCount() {
      return pool.totalCount;
    },
  };
}

function ignore(): void {}
