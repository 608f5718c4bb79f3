import type { Socket } from "node:net";
import type { Connection } from "mysql2";
import type { MysqlTarget } from "../engine";
import { dial, type MysqlSession } from "./session";

const patienceMilliseconds = 2_000;

/**
 * Ends this session in the server, over a side connection of the same login; resolves when the server has done so or
 * two seconds have passed. The whole session and not only its query: nothing can be sent on it after that.
 */
export async function killSession(session: MysqlSession, target: MysqlTarget): Promise<void> {
  const { threadId, stream } = session.connection as Connection & { readonly stream: Socket };
  if (!Number.isSafeInteger(threadId)) return;
  const timeout = new Promise<void>((resolve) => setTimeout(resolve, patienceMilliseconds).unref());
  await Promise.race([kill(threadId, target, stream.remoteAddress).catch(ignore), timeout]);
}

async function kill(threadId: number, target: MysqlTarget, address: string | undefined): Promise<void> {
  const side = await dial(target, address);
  setTimeout(() => side.destroy(), patienceMilliseconds).unref();
  await new Promise<void>((resolve) => side.query(`KILL ${threadId}`, () => resolve()));
  side.destroy();
}

function ignore(): void {}
