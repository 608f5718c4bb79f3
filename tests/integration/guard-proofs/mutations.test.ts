import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Dialect } from "@/lib/sql/security-context";
import { buildMutant } from "../../support/mutation-lab/build-mutant";
import { type Mutation, mutations } from "../../support/mutation-lab/mutations";

/** A check that nothing would miss is a check that could be lost unseen. */
describe("every check of the guard is missed when it is switched off", () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "bulkhead-mutants-"));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  const failuresOf = async (dialect: Dialect, change: readonly Mutation[], most: number) => {
    const mutant = await buildMutant(change, folder);
    const found: string[] = [];
    try {
      for await (const failure of mutant.failures(dialect)) {
        found.push(failure);
        if (found.length === most) break;
      }
    } finally {
      await mutant.close();
    }
    return found;
  };

  test.each(["postgres", "duckdb", "mysql", "clickhouse"] as const)(
    "nothing is wrong with the guard as it is (%s)",
    async (dialect) => {
      expect(await failuresOf(dialect, [], 20)).toEqual([]);
    },
  );

  test.each(mutations)("$mutation.name", async ({ dialect, mutation }) => {
    expect(await failuresOf(dialect, [mutation], 1)).toHaveLength(1);
  });
});
