import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closePostgresProofs, postgresProofs } from "../../support/guard-proofs/postgres-proofs";
import { generatedOptions, outcomeLine, proveGenerated } from "../../support/guard-proofs/prove-generated";
import type { Proof } from "../../support/guard-proofs/prove-query";

describe("PostgreSQL behind the guard answers as its own row-level security does", () => {
  let proofs: Proof[];
  beforeAll(async () => {
    proofs = await postgresProofs();
  });
  afterAll(closePostgresProofs);

  test("generated queries", { timeout: 24 * 3_600_000 }, async () => {
    const options = generatedOptions();
    const outcome = await proveGenerated(proofs, options);
    process.stdout.write(`${outcomeLine("PostgreSQL", outcome)}\n${outcome.reasons.join("\n")}\n`);
    expect(outcome.failure).toBeUndefined();
    expect(outcome.ran).toBeGreaterThanOrEqual(Math.min(1_000, options.runs));
    expect(outcome.acceptance).toBeGreaterThan(0.9);
    expect(outcome.invalid).toBeLessThan(0.05);
  });
});
