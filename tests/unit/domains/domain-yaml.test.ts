import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { domainDefinitionSchema } from "@/lib/domains/domain-definition-schema";
import { definitionFromYaml, definitionToYaml, readDefinitionYaml } from "@/lib/domains/domain-yaml";
import { shopDefinition } from "../../integration/domains/shop-domain";
import { randomDomain } from "../../support/domains/random-domains";

test("a text that would keep the server busy is read or refused at once", () => {
  const keys = (count: number) => Array.from({ length: count }, (_, at) => `k${at}: 1`);
  for (const text of [keys(10_000).join("\n"), `{${keys(10_000).join()}}`, "a:\n".repeat(40_000)]) {
    expect(readDefinitionYaml(text).definition).toBeNull();
  }
  for (const nested of ["? ", "? - ", "?\n", "- ? ", "[? ", "{? "]) {
    expect(readDefinitionYaml(nested.repeat(50_000)).problems[0]?.message).toBe("Keys cannot be written with ?");
  }
}, 60_000);

describe("a definition as YAML", () => {
  test("reads back as the same definition, whatever its texts hold", () => {
    expect(definitionFromYaml(definitionToYaml(shopDefinition))).toEqual(shopDefinition);
    const text = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom("null", "- a: b", "yes", "0x1", "#", "a\n  b\n", "&a *a", "'", "\t"),
    );
    const property = fc.property(randomDomain, text, ({ definition }, sql) => {
      const [first, ...others] = definition.datasets;
      const filter = sql.trim() === "" ? "1 = 1" : sql;
      const changed = domainDefinitionSchema.parse({
        ...definition,
        datasets: [
          { ...first, description: sql, measures: [{ name: "odd", aggregation: "count", filter }] },
          ...others,
        ],
      });
      expect(definitionFromYaml(definitionToYaml(changed))).toEqual(changed);
    });
    fc.assert(property, { seed: 7, numRuns: 60 });
  });

  test("an empty text is an empty definition", () => {
    expect(readDefinitionYaml("# nothing yet\n").definition).toEqual({ datasets: [], relationships: [] });
  });

  test("what is wrong is told at its line and column", () => {
    const problems = (yaml: string) => readDefinitionYaml(yaml).problems;
    expect(problems("datasets:\n  - name: Bad Name\n    table: { name: t }\n")).toMatchObject([
      { line: 2, column: 11, path: "datasets.0.name" },
    ]);
    expect(problems("datasets:\n  - name: a\n    tabel: { name: t }\n")[0]).toMatchObject({ line: 2 });
    expect(problems("datasets: [\n")[0]).toMatchObject({ path: "" });
    expect(problems("datasets: []\ndatasets: []\n")[0]).toMatchObject({ line: 2 });
    expect(() => definitionFromYaml("datasets: 3")).toThrow(/^Line 1:/);
  });

  test("anchors, aliases and tags are refused, so that a few lines never stand for millions", () => {
    const bomb = [
      "a: &a [x, x, x, x, x, x, x, x, x]",
      ...Array.from(
        { length: 9 },
        (_, n) => `${"bcdefghij"[n]}: &${"bcdefghij"[n]} [${Array(9).fill(`*${"abcdefghi"[n]}`).join(", ")}]`,
      ),
    ].join("\n");
    for (const yaml of [
      bomb,
      "datasets: &x []\n",
      "datasets: !!set {}\n",
      "datasets: []\n<<: { a: 1 }\n",
      "datasets: !evil []\n",
    ]) {
      const { definition, problems } = readDefinitionYaml(yaml);
      expect(definition).toBeNull();
      expect(problems.length).toBeLessThanOrEqual(20);
    }
    expect(readDefinitionYaml("#".repeat(500_001)).problems[0]?.message).toMatch(/500,000/);
  });
});
