import { type Deadline, startDeadline } from "../deadline";
import type { EngineResult, MysqlTarget, RunOptions } from "../engine";
import { engineErrors } from "../engine-errors";
import { engineSettings } from "../engine-settings";
import type { Lease } from "../target-pools";
import { connectFailure, mysqlFailure, serverErrorOf } from "./failure";
import { killSession } from "./kill-query";
import { mysqlPools } from "./pools";
import { readQuery } from "./read-query";
import type { MysqlSession } from "./session";
import { statementKind } from "./statement-kind";

/**
 * Runs one statement read-only and within its limits, whoever the login is. When the time is over or the caller leaves
 * the answer comes at once, and the query is killed in the server behind it. A statement that could see or leave
 * something in its session has one to itself, reset before and after.
 *
 * @throws DomainError `query_refused`, `query_timeout`, `data_source_unavailable`, in fixed words.
 */
export async function runOnMysql(target: MysqlTarget, sql: string, options: RunOptions): Promise<EngineResult> {
  const deadline = startDeadline(options);
  try {
    const kind = statementKind(sql);
    if (!kind.reads) throw engineErrors.refused();
    const lease = await leaseSession(target, kind.traceless, deadline, options.tenant).catch((error) => {
      throw connectFailure(error);
    });
    const release = kind.traceless ? () => lease.release() : () => resetAndRelease(lease);
    return await runOnLease(lease, target, sql, options.maximumRows, deadline, release);
  } catch (error) {
    throw mysqlFailure(error);
  } finally {
    deadline.end();
  }
}

async function leaseSession(
  target: MysqlTarget,
  used: boolean,
  deadline: Deadline,
  tenant: string | undefined,
): Promise<Lease<MysqlSession>> {
  const lease = await mysqlPools.lease(target, deadline, tenant);
  if (used || lease.connection.fresh) return lease;
  try {
    await deadline.race(lease.connection.reset());
    return lease;
  } catch (error) {
    lease.release(true);
    throw error;
  }
}

function runOnLease(
  lease: Lease<MysqlSession>,
  target: MysqlTarget,
  sql: string,
  maximumRows: number,
  deadline: Deadline,
  release: () => unknown,
): Promise<EngineResult> {
  const session = lease.connection;
  const limits = { maximumRows, maximumBytes: engineSettings().maximumResultBytes };
  return new Promise((resolve, reject) => {
    let stopped = false;
    const stop = (reason: unknown) => {
      stopped = true;
      reject(reason);
      void killAndRelease(lease, target);
    };
    session.markUsed();
    session.limitRows(maximumRows + 1);
    readQuery(session.connection, sql, limits, ({ result, error, complete }) => {
      if (stopped) return;
      if (result) resolve(result);
      else reject(error);
      const sound = complete && (result !== undefined || serverErrorOf(error) !== undefined);
      void (sound ? release() : killAndRelease(lease, target));
    });
    deadline.onStop(stop);
  });
}

/** Behind the answer: the next user of the connection finds it as if it were new. */
async function resetAndRelease(lease: Lease<MysqlSession>): Promise<void> {
  await lease.connection.reset().then(
    () => lease.release(),
    () => lease.release(true),
  );
}

async function killAndRelease(lease: Lease<MysqlSession>, target: MysqlTarget): Promise<void> {
  await killSession(lease.connection, target);
  lease.release(true);
}
