import { startDeadline } from "../deadline";
import type { DuckdbTarget, IntrospectedTable } from "../engine";
import { engineErrors } from "../engine-errors";
import { askWithin } from "./ask-within";
import { resolveTarget } from "./resolve-target";
import type { DescribeAnswer } from "./worker-protocol";

const timeoutMilliseconds = 20_000;

/**
 * Opens the target and says what its files hold, and which of its tables cannot be read.
 *
 * @throws DomainError `data_source_unavailable`, `query_timeout`.
 */
export async function describeDuckdb(target: DuckdbTarget): Promise<DescribeAnswer> {
  const deadline = startDeadline({ timeoutMilliseconds });
  try {
    const resolved = await deadline.race(resolveTarget(target));
    const answer = await askWithin(deadline, { kind: "describe", target: resolved });
    if (answer.kind !== "described") throw engineErrors.unavailable();
    return answer.answer;
  } finally {
    deadline.end();
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
