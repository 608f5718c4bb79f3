import type { ClickhouseTarget } from "../engine";
import { ClickhouseSession } from "./session";

/**
 * Opens one session outside the pools, hands it over and closes it whatever happens.
 *
 * @throws the driver's own error; callers turn it into fixed words.
 */
export async function withSession<T>(
  target: ClickhouseTarget,
  use: (session: ClickhouseSession) => Promise<T>,
): Promise<T> {
  const session = await ClickhouseSession.open(target);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}
