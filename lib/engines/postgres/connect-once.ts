import pg from "pg";
import type { PostgresTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import { destroySocket } from "./cancel-query";
import { clientConfig } from "./client-config";
import { applySessionSettings } from "./session-settings";

/**
 * Opens one connection outside the pools, closed down like any other, hands it over and closes it whatever happens.
 * All of it within three connect timeouts.
 *
 * @throws the driver's own error; callers turn it into fixed words.
 */
export async function withConnection<T>(target: PostgresTarget, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const limit = engineSettings().connectTimeoutMilliseconds * 2;
  const client = new pg.Client({ ...clientConfig(target), query_timeout: limit });
  client.on("error", () => {});
  try {
    await client.connect();
    await applySessionSettings(client, target);
    return await use(client);
  } finally {
    await Promise.race([client.end().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 500).unref())]);
    destroySocket(client);
  }
}
