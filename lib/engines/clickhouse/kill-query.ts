import type { ClickhouseSession } from "./session";

const patienceMilliseconds = 2_000;

/**
 * Asks the server to stop a query of this login; closing its request would not stop one that has no rows to send yet.
 * Resolves when the server has taken the request or two seconds have passed.
 */
export async function killQuery(session: ClickhouseSession, queryId: string): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(queryId)) return;
  const query = `KILL QUERY WHERE query_id = '${queryId}' ASYNC`;
  await session.client.command({ query, abort_signal: AbortSignal.timeout(patienceMilliseconds) }).catch(() => {});
}
