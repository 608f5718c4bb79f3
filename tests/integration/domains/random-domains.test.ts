import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileDomainQuery } from "@/lib/domains/compile-domain-query";
import { domainQuerySchema } from "@/lib/domains/domain-query-schema";
import {
  closeDomainSources,
  type DomainSource,
  domainDialects,
  hasEngine,
  openDomainSource,
} from "@/tests/support/domains/domain-engines";
import { naiveAnswer } from "@/tests/support/domains/naive-domain";
import { type RandomDomain, randomDomain, randomQuery } from "@/tests/support/domains/random-domains";
import type { SourceValue } from "@/tests/support/domains/source-tables";

const seed = 20_261_121;
const worlds = fc.sample(randomDomain, { seed, numRuns: 10 });

const asSet = (rows: readonly SourceValue[][]) => rows.map((row) => JSON.stringify(row)).sort();

afterAll(closeDomainSources);

describe.each(domainDialects)("random domains on %s", (dialect) => {
  if (!hasEngine(dialect)) return test.skip("the server is not there", () => {});
  const sources: { readonly world: RandomDomain; readonly source: DomainSource }[] = [];

  beforeAll(async () => {
    for (const world of worlds) sources.push({ world, source: await openDomainSource(dialect, world.tables) });
  });

  test("every query answers what loops over the raw rows give, however its datasets are related", async () => {
    let answered = 0;
    let divided = 0;
    const run = fc.asyncProperty(
      fc
        .nat(worlds.length - 1)
        .chain((at) => fc.tuple(fc.constant(at), randomQuery(worlds[at]?.definition.datasets.length ?? 2))),
      async ([at, input]) => {
        const one = sources[at];
        if (!one) throw new Error("No such world");
        const query = domainQuerySchema.parse(input);
        const compiled = compileDomainQuery(one.world.definition, query, { dialect });
        const rows = await one.source.rows(compiled);
        expect(asSet(rows)).toEqual(asSet(naiveAnswer(one.world.definition, one.world.tables, query)));
        if (rows.some((row) => row.some((cell) => cell !== null))) answered += 1;
        if (query.measures.some((field) => /per|skew/.test(field))) divided += 1;
      },
    );
    await fc.assert(run, { seed, numRuns: 250, interruptAfterTimeLimit: 300_000, markInterruptAsFailure: true });
    expect(answered).toBeGreaterThan(100);
    expect(divided).toBeGreaterThan(100);
  }, 400_000);
});
