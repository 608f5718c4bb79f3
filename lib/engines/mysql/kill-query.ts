import type { MysqlTarget } from "../engine";
import { stopAfter } from "../stop-after";
import { cutConnection, dial, type MysqlSession, socketOf } from "./session";

const patienceMilliseconds = 2_000;

/**
 * Ends this session in the server, over a side connection of the same login; resolves when the server has done so or
 * two seconds have passed. The whole session and not only its query: nothing can be sent on it after that.
 */
export async function killSession(session: MysqlSession, target: MysqlTarget): Promise<void> {
  const { threadId } = session.connection;
  if (!Number.isSafeInteger(threadId)) return;
  const timeout = new Promise<void>((resolve) => setTimeout(resolve, patienceMilliseconds).unref());
  await Promise.race([kill(threadId, target, socketOf(session.connection).remoteAddress).catch(ignore), timeout]);
}

async function kill(threadId: number, target: MysqlTarget, address: string | undefined): Promise<void> {
  const side = await dial(target, address);
  const killed = new Promise<void>((resolve) => side.query(`KILL ${threadId}`, () => resolve()));
  await stopAfter(patienceMilliseconds, killed, () => cutConnection(side));
  side.destroy();
  cutConnection(side);
}

function ignore(): void {}
