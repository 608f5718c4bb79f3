import { randomUUID } from "node:crypto";
import { type Deadline, startDeadline } from "../deadline";
import type { ClickhouseTarget, EngineResult, RunOptions } from "../engine";
import { engineErrors } from "../engine-errors";
import { engineSettings } from "../engine-settings";
import type { Lease } from "../target-pools";
import { clickhouseFailure, connectFailure, refusesSettings } from "./failure";
import { killQuery } from "./kill-query";
import { clickhousePools } from "./pools";
import { readQuery } from "./read-query";
import type { ClickhouseSession } from "./session";
import { querySettings } from "./session-settings";
import { staysInside } from "./statement-kind";

/**
 * Runs one statement read-only and within its limits, whoever the login is. When the time is over or the caller leaves
 * the answer comes at once, and the query is killed in the server behind it.
 *
 * @throws DomainError `query_refused`, `query_timeout`, `data_source_unavailable`, in fixed words.
 */
export async function runOnClickhouse(
  target: ClickhouseTarget,
  sql: string,
  options: RunOptions,
): Promise<EngineResult> {
  const deadline = startDeadline(options);
  try {
    if (!staysInside(sql)) throw engineErrors.refused();
    const lease = await clickhousePools.lease(target, deadline, options.tenant).catch((error) => {
      throw connectFailure(error);
    });
    return await runOnLease(lease, sql, options, deadline);
  } catch (error) {
    throw clickhouseFailure(error);
  } finally {
    deadline.end();
  }
}

async function runOnLease(
  lease: Lease<ClickhouseSession>,
  sql: string,
  { maximumRows, timeoutMilliseconds }: RunOptions,
  deadline: Deadline,
): Promise<EngineResult> {
  const session = lease.connection;
  const startedAt = performance.now();
  const queryId = randomUUID();
  const leaving = new AbortController();
  const settings = querySettings(session.server, serverSeconds(timeoutMilliseconds));
  const limits = {
    maximumRows,
    maximumBytes: engineSettings().maximumResultBytes,
    quotesDecimals: session.quotesDecimals,
  };
  let destroy = false;
  let running = true;
  try {
    const reading = session.send(sql, settings, queryId, leaving.signal).then((stream) => {
      leaving.signal.addEventListener("abort", () => stream.destroy(), { once: true });
      return readQuery(stream, limits);
    });
    const { result, complete } = await deadline.race(reading);
    running = !complete;
    return { ...result, milliseconds: performance.now() - startedAt };
  } catch (error) {
    destroy = refusesSettings(error);
    throw error;
  } finally {
    if (running) {
      leaving.abort();
      void killQuery(session, queryId).then(() => lease.release(destroy));
    } else {
      lease.release();
    }
  }
}

/** The server's own limit, a second behind ours at most, and never above the ceiling. */
function serverSeconds(timeoutMilliseconds: number): number {
  return Math.ceil(Math.min(timeoutMilliseconds, engineSettings().statementCeilingMilliseconds) / 1000);
}
