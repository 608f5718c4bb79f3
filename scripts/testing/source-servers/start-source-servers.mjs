import { startClickhouse } from "./clickhouse-server.mjs";
import { startMariadb } from "./mariadb-server.mjs";
import { startRedis } from "./redis-server.mjs";

const servers = {
  mariadb: ["MariaDB", startMariadb],
  clickhouse: ["ClickHouse", startClickhouse],
  redis: ["Redis", startRedis],
};

/**
 * Starts one MariaDB, one ClickHouse and one Redis for a whole run of tests. For one that cannot be had `login` is null, and the
 * reason is printed; the suites that need it are skipped.
 *
 * @returns `{ mariadb, clickhouse, redis, stop() }`, each server's login or null
 */
export async function startSourceServers() {
  const started = await Promise.all(Object.values(servers).map(([name, start]) => startOrSay(name, start)));
  const logins = Object.keys(servers).map((key, index) => [key, started[index]?.login ?? null]);
  return {
    ...Object.fromEntries(logins),
    stop: async () => {
      await Promise.all(started.map((server) => server?.stop()));
    },
  };
}

async function startOrSay(name, start) {
  try {
    const server = await start();
    if (server) return server;
    console.log(`${name} is not installed: the tests that need it are skipped.`);
  } catch (error) {
    console.log(`${name} cannot be used here, the tests that need it are skipped: ${error.message}`);
  }
  return null;
}
