import type { DomainError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { Deadline } from "../deadline";
import { engineErrors } from "../engine-errors";
import { askWorker } from "./worker-process";
import type { WorkerFailure, WorkerResponse } from "./worker-protocol";

type Answer = Exclude<WorkerResponse, { kind: "ready" | "failed" }>;

const errors: Readonly<Record<WorkerFailure, () => DomainError>> = {
  refused: engineErrors.refused,
  too_large: engineErrors.tooLarge,
  files_missing: engineErrors.filesMissing,
  cancelled: engineErrors.cancelled,
  unavailable: engineErrors.unavailable,
};

/**
 * The worker's answer, or the deadline's reason the moment it passes; the query is interrupted behind it.
 *
 * @throws DomainError in fixed words; the log gets the class of the engine's error only.
 */
export async function askWithin(deadline: Deadline, work: Parameters<typeof askWorker>[0]): Promise<Answer> {
  const { answer, cancel } = askWorker(work);
  const settled = await new Promise<WorkerResponse>((resolve, reject) => {
    answer.then(resolve, reject);
    deadline.onStop((reason) => {
      cancel();
      reject(reason);
    });
  });
  if (settled.kind === "failed") {
    log.info({ engine: "duckdb", errorClass: settled.errorClass }, "query failed");
    throw errors[settled.failure]();
  }
  if (settled.kind === "ready") throw engineErrors.unavailable();
  return settled;
}
