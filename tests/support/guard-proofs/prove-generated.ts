import fc from "fast-check";
import { generateQuery, queryTapes } from "../sql-generator/generate-query";
import { type Proof, proveQuery } from "./prove-query";

export interface GeneratedOutcome {
  readonly ran: number;
  readonly accepted: number;
  /** Share of the valid queries that the guard accepted. */
  readonly acceptance: number;
  /** Share of the accepted queries whose answer has rows. */
  readonly withRows: number;
  /** Share of all queries that fail on the actor's own data too. */
  readonly invalid: number;
  /** How many queries the engine answered in two ways; each is among the reasons. */
  readonly unsteady: number;
  /** The most frequent reasons for refusals and failures, for the report. */
  readonly reasons: readonly string[];
  readonly failure: string | undefined;
}

export interface GeneratedOptions {
  readonly runs: number;
  readonly milliseconds: number;
  readonly seed?: number;
}

/** `npm run fuzz` asks for more runs without a limit in time, and for one seed again after a failure. */
export function generatedOptions(usual: GeneratedOptions = { runs: 2_000, milliseconds: 180_000 }): GeneratedOptions {
  const runs = Number(process.env.BULKHEAD_FUZZ_RUNS ?? 0);
  const seed = process.env.BULKHEAD_FUZZ_SEED === undefined ? {} : { seed: Number(process.env.BULKHEAD_FUZZ_SEED) };
  return runs > 0 ? { runs, milliseconds: 24 * 3_600_000, ...seed } : { ...usual, ...seed };
}

/** Runs generated queries through every proof in turn, until one differs, the number is reached, or the time is over. */
export async function proveGenerated(proofs: readonly Proof[], options: GeneratedOptions): Promise<GeneratedOutcome> {
  const counts = { same: 0, refused: 0, invalid: 0, unsteady: 0 };
  let withRows = 0;
  const reasons = new Map<string, { count: number; example: string }>();
  const property = fc.asyncProperty(fc.nat(proofs.length - 1), queryTapes, async (index, tape) => {
    const proof = proofs[index];
    if (proof === undefined) return;
    const query = generateQuery(proof.profile, proof.tables, tape);
    const verdict = await proveQuery(proof, query.sql, query.ordered);
    counts[verdict.kind] += 1;
    if (verdict.kind === "same") {
      if (verdict.rows > 0) withRows += 1;
      return;
    }
    const reason = `${verdict.kind}, ${verdict.reason.replace(/"[^"]*"|'[^']*'|\d+/g, "…").slice(0, 160)}`;
    const seen = reasons.get(reason);
    const shorter = seen === undefined || query.sql.length < seen.example.length ? query.sql : seen.example;
    reasons.set(reason, { count: (seen?.count ?? 0) + 1, example: shorter });
  });
  const details = await fc.check(property, {
    numRuns: options.runs,
    interruptAfterTimeLimit: options.milliseconds,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  });
  const valid = counts.same + counts.refused;
  return {
    ran: details.numRuns,
    accepted: counts.same,
    acceptance: valid === 0 ? 0 : counts.same / valid,
    withRows: withRows / Math.max(1, counts.same),
    invalid: counts.invalid / Math.max(1, valid + counts.invalid),
    unsteady: counts.unsteady,
    reasons: [...reasons]
      .sort(
        ([first, a], [second, b]) =>
          Number(second.startsWith("unsteady")) - Number(first.startsWith("unsteady")) || b.count - a.count,
      )
      .slice(0, 12)
      .map(([reason, { count, example }]) => `${count} × ${reason} — ${example.slice(0, 1_500)}`),
    failure: details.failed
      ? `seed ${details.seed}, after ${details.numRuns} queries: ${describeError(details)}`
      : undefined,
  };
}

function describeError(details: { errorInstance?: unknown }): string {
  return details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
}

/** What a report of a run shows: one line, and when fuzzing why queries were refused or failed. */
export function outcomeLine(name: string, outcome: GeneratedOutcome): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const line = `${name}: ${outcome.ran} generated queries, ${percent(outcome.acceptance)} of the valid ones accepted, ${percent(outcome.withRows)} of them with rows, ${percent(outcome.invalid)} invalid`;
  return process.env.BULKHEAD_FUZZ_RUNS === undefined && outcome.unsteady === 0
    ? line
    : [line, ...outcome.reasons].join("\n");
}
