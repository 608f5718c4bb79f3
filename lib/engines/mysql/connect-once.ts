import type { MysqlTarget } from "../engine";
import { engineSettings } from "../engine-settings";
import { MysqlSession } from "./session";

/**
 * Opens one session outside the pools, closed down like any other, hands it over and closes it whatever happens.
 * All of it within three connect timeouts.
 *
 * @throws the driver's own error; callers turn it into fixed words.
 */
export async function withSession<T>(target: MysqlTarget, use: (session: MysqlSession) => Promise<T>): Promise<T> {
  const session = await MysqlSession.open(target);
  const timer = setTimeout(() => session.destroy(), engineSettings().connectTimeoutMilliseconds * 2);
  try {
    return await use(session);
  } finally {
    clearTimeout(timer);
    session.destroy();
  }
}
