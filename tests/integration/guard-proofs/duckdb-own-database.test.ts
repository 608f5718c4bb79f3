import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { duckdbOrderedQueries, duckdbQueries } from "../../support/analytics-corpus/duckdb-queries";
import { sharedOrderedQueries, sharedQueries } from "../../support/analytics-corpus/shared-queries";
import { closeDuckdbProofs, duckdbProofs } from "../../support/guard-proofs/duckdb-proofs";
import { generatedOptions, outcomeLine, proveGenerated } from "../../support/guard-proofs/prove-generated";
import { type Proof, proveQuery } from "../../support/guard-proofs/prove-query";

describe("DuckDB behind the guard answers as a database of the actor's own rows and columns", () => {
  let proofs: Proof[];
  beforeAll(async () => {
    proofs = await duckdbProofs();
  });
  afterAll(closeDuckdbProofs);

  const provesFor = async (sql: string, ordered: boolean) => {
    for (const proof of proofs)
      expect([proof.name, await proveQuery(proof, sql, ordered)]).toMatchObject([proof.name, { kind: "same" }]);
  };

  test.each([...sharedQueries, ...duckdbQueries])("the same rows: %s", (sql) => provesFor(sql, false));
  test.each([...sharedOrderedQueries, ...duckdbOrderedQueries])("the same sequence: %s", (sql) => provesFor(sql, true));

  test("generated queries", { timeout: 24 * 3_600_000 }, async () => {
    const options = generatedOptions();
    const outcome = await proveGenerated(proofs, options);
    process.stdout.write(`${outcomeLine("DuckDB", outcome)}\n`);
    expect(outcome.failure).toBeUndefined();
    expect(outcome.ran).toBeGreaterThanOrEqual(Math.min(1_000, options.runs));
    expect(outcome.acceptance, outcome.reasons.join("\n")).toBeGreaterThan(0.9);
    expect(outcome.withRows).toBeGreaterThan(0.5);
    expect(outcome.unsteady, outcome.reasons.join("\n")).toBeLessThanOrEqual(outcome.ran / 1_000);
    expect(outcome.invalid, outcome.reasons.join("\n")).toBeLessThan(0.05);
  });
});
