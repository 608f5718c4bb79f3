import { startDeadline } from "../deadline";
import type { DuckdbTarget, IntrospectedTable } from "../engine";
import { engineErrors } from "../engine-errors";
import { askWithin } from "./ask-within";
import { holdTarget, waiterOf } from "./hold-target";
import type { DescribeAnswer } from "./worker-protocol";

const timeoutMilliseconds = 20_000;
/** Of a table on S3, so much is fetched to tell its columns. */
const sampleBytes = 16 * 1024 * 1024;

/**
 * Opens the target and says what its files hold, and which of its tables cannot be read. Of a table on S3 the first
 * objects speak for all.
 *
 * @throws DomainError `data_source_unavailable`, `query_timeout`.
 */
export async function describeDuckdb(target: DuckdbTarget): Promise<DescribeAnswer> {
  const deadline = startDeadline({ timeoutMilliseconds });
  let release = () => {};
  try {
    const held = await holdTarget(target, { sampleBytes, ...waiterOf(deadline) });
    release = held.release;
    const answer = await askWithin(deadline, { kind: "describe", target: held.target });
    if (answer.kind !== "described") throw engineErrors.unavailable();
    return answer.answer;
  } finally {
    deadline.end();
    release();
  }
}

/**
 * Lists the readable tables of a target with their columns in order; one without files is left out.
 *
 * @throws DomainError `data_source_unavailable`, `query_timeout`.
 */
export async function introspectDuckdb(target: DuckdbTarget): Promise<IntrospectedTable[]> {
  return [...(await describeDuckdb(target)).tables];
}
