import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDuckdbProofs, duckdbProofs } from "../../support/guard-proofs/duckdb-proofs";
import { generatedOptions, outcomeLine, proveGenerated } from "../../support/guard-proofs/prove-generated";
import type { Proof } from "../../support/guard-proofs/prove-query";

describe("DuckDB behind the guard answers as a database of the actor's own rows and columns", () => {
  let proofs: Proof[];
  beforeAll(async () => {
    proofs = await duckdbProofs();
  });
  afterAll(closeDuckdbProofs);

  test("generated queries", { timeout: 24 * 3_600_000 }, async () => {
    const options = generatedOptions();
    const outcome = await proveGenerated(proofs, options);
    process.stdout.write(`${outcomeLine("DuckDB", outcome)}\n${outcome.reasons.join("\n")}\n`);
    expect(outcome.failure).toBeUndefined();
    expect(outcome.ran).toBeGreaterThanOrEqual(Math.min(1_000, options.runs));
    expect(outcome.acceptance).toBeGreaterThan(0.9);
    expect(outcome.invalid).toBeLessThan(0.05);
  });
});
