import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postgresOrderedQueries, postgresQueries } from "../../support/analytics-corpus/postgres-queries";
import { sharedOrderedQueries, sharedQueries } from "../../support/analytics-corpus/shared-queries";
import { closePostgresProofs, postgresProofs } from "../../support/guard-proofs/postgres-proofs";
import { generatedOptions, outcomeLine, proveGenerated } from "../../support/guard-proofs/prove-generated";
import { type Proof, proveQuery } from "../../support/guard-proofs/prove-query";

describe("PostgreSQL behind the guard answers as its own row-level security does", () => {
  let proofs: Proof[];
  beforeAll(async () => {
    proofs = await postgresProofs();
  });
  afterAll(closePostgresProofs);

  const provesFor = async (sql: string, ordered: boolean) => {
    for (const proof of proofs)
      expect([proof.name, await proveQuery(proof, sql, ordered)]).toMatchObject([proof.name, { kind: "same" }]);
  };

  test.each([...sharedQueries, ...postgresQueries])("the same rows: %s", (sql) => provesFor(sql, false));
  test.each([...sharedOrderedQueries, ...postgresOrderedQueries])("the same sequence: %s", (sql) =>
    provesFor(sql, true),
  );

  test("generated queries", { timeout: 24 * 3_600_000 }, async () => {
    const options = generatedOptions();
    const outcome = await proveGenerated(proofs, options);
    process.stdout.write(`${outcomeLine("PostgreSQL", outcome)}\n`);
    expect(outcome.failure).toBeUndefined();
    expect(outcome.ran).toBeGreaterThanOrEqual(Math.min(1_000, options.runs));
    expect(outcome.acceptance, outcome.reasons.join("\n")).toBeGreaterThan(0.9);
    expect(outcome.withRows).toBeGreaterThan(0.5);
    expect(outcome.unsteady, outcome.reasons.join("\n")).toBeLessThanOrEqual(outcome.ran / 1_000);
    expect(outcome.invalid, outcome.reasons.join("\n")).toBeLessThan(0.05);
  });
});
