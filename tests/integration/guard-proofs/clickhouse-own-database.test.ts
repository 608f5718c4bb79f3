import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeEngines } from "@/lib/engines/close-engines";
import { clickhouseAnalytics, clickhouseOrderedAnalytics } from "../../support/analytics-corpus/clickhouse-queries";
import { clickhouseProofs, closeClickhouseProofs } from "../../support/guard-proofs/clickhouse-proofs";
import { generatedOptions, outcomeLine, proveGenerated } from "../../support/guard-proofs/prove-generated";
import { type Proof, proveQuery } from "../../support/guard-proofs/prove-query";
import { hasClickhouse } from "../../support/source-servers";

describe.skipIf(!hasClickhouse())(
  "ClickHouse behind the guard answers as a database of the actor's own rows and columns",
  () => {
    let proofs: Proof[];
    beforeAll(async () => {
      proofs = await clickhouseProofs();
    });
    afterAll(async () => {
      await closeEngines();
      await closeClickhouseProofs();
    });

    const provesFor = async (sql: string, ordered: boolean) => {
      for (const proof of proofs)
        expect([proof.name, await proveQuery(proof, sql, ordered)]).toEqual([
          proof.name,
          { kind: "same", rows: expect.any(Number) },
        ]);
    };

    test.each(clickhouseAnalytics)("the same rows: %s", (sql) => provesFor(sql, false));
    test.each(clickhouseOrderedAnalytics)("the same sequence: %s", (sql) => provesFor(sql, true));

    test("generated queries", { timeout: 24 * 3_600_000 }, async () => {
      // One seed for every run but fuzzing: this old server ends, or answers at random, on some queries without any guard.
      const options = generatedOptions({ runs: 1_100, milliseconds: 300_000, seed: 1_816 });
      const outcome = await proveGenerated(proofs, options);
      process.stdout.write(`${outcomeLine("ClickHouse", outcome)}\n`);
      expect(outcome.failure).toBeUndefined();
      expect(outcome.ran).toBeGreaterThanOrEqual(Math.min(1_000, options.runs));
      expect(outcome.acceptance, outcome.reasons.join("\n")).toBeGreaterThan(0.9);
      expect(outcome.invalid, outcome.reasons.join("\n")).toBeLessThan(0.05);
      expect(outcome.unsteady, outcome.reasons.join("\n")).toBeLessThanOrEqual(outcome.ran / 1_000);
    });
  },
);
