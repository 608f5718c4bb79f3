import type { PoolClient } from "pg";
import { type Deadline, startDeadline } from "../deadline";
import type { EngineResult, PostgresTarget, RunOptions } from "../engine";
import { engineSettings } from "../engine-settings";
import { stopAfter } from "../stop-after";
import type { Lease } from "../target-pools";
import { cancelQuery, destroySocket } from "./cancel-query";
import { codeOf, connectFailure, postgresFailure } from "./failure";
import { keptStatements, type StatementUse } from "./kept-statements";
import { postgresPools } from "./pools";
import { ReadQuery } from "./read-query";

/**
 * Runs one statement read-only and within its limits, whoever the login is. When the time is over or the caller leaves
 * the answer comes at once, and the query is cancelled in the server behind it.
 *
 * @throws DomainError `query_refused`, `query_timeout`, `data_source_unavailable`, in fixed words.
 */
export async function runOnPostgres(target: PostgresTarget, sql: string, options: RunOptions): Promise<EngineResult> {
  const deadline = startDeadline(options);
  try {
    const lease = await postgresPools.lease(target, deadline, options.tenant).catch((error) => {
      throw connectFailure(error, target);
    });
    return await runOnLease(lease, target, sql, options.maximumRows, deadline);
  } catch (error) {
    throw postgresFailure(error);
  } finally {
    deadline.end();
  }
}

function runOnLease(
  lease: Lease<PoolClient>,
  target: PostgresTarget,
  sql: string,
  maximumRows: number,
  deadline: Deadline,
): Promise<EngineResult> {
  const limits = { maximumRows, maximumBytes: engineSettings().maximumResultBytes };
  const kept = keptStatements(lease.connection);
  return new Promise((resolve, reject) => {
    let stopped = false;
    const stop = (reason: unknown) => {
      stopped = true;
      reject(reason);
      void cancelAndDestroy(lease, target);
    };
    const send = (use: StatementUse) => {
      const query = new ReadQuery(sql, use, limits, (error, result) => {
        if (stopped) return;
        if (result) {
          lease.release();
          resolve(result);
        } else if (!isServerError(error)) {
          stop(error);
        } else {
          kept.forget(sql);
          if (use.isPrepared && codeOf(error) === featureNotSupported) sendAnew();
          else {
            reject(error);
            endTransaction(lease);
          }
        }
      });
      lease.connection.query(query);
    };
    // Its tables have changed since it was prepared, and the server does not change the type of a prepared result.
    const sendAnew = () => {
      lease.connection.query("ROLLBACK").then(
        () => stopped || send(kept.use(sql)),
        (error) => stopped || stop(error),
      );
    };
    send(kept.use(sql));
    deadline.onStop(stop);
  });
}

const unknownStatementName = "26000";
const featureNotSupported = "0A000";

/**
 * An error the server answered with: the connection is sound, its transaction is still open. Not so when it has lost
 * its prepared statements, to a pooler in between or to a statement that drops them.
 */
function isServerError(error: unknown): boolean {
  const answered = typeof error === "object" && error !== null && "severity" in error && error.severity === "ERROR";
  return answered && codeOf(error) !== unknownStatementName;
}

function endTransaction(lease: Lease<PoolClient>): void {
  const ended = lease.connection.query("ROLLBACK");
  stopAfter(engineSettings().connectTimeoutMilliseconds, ended, () => destroySocket(lease.connection)).then(
    () => lease.release(),
    () => lease.release(true),
  );
}

async function cancelAndDestroy(lease: Lease<PoolClient>, target: PostgresTarget): Promise<void> {
  await cancelQuery(lease.connection, target);
  lease.release(true);
  destroySocket(lease.connection);
}
