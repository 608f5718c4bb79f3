import { describe, expect, test } from "vitest";
import { sourceFiles } from "./source-files";

/** The isolation rules, R01 to R26; the title of a test that proves one starts with its number. */
const rules = Array.from({ length: 26 }, (_, index) => `R${String(index + 1).padStart(2, "0")}`);

/** Rules whose machinery is not built yet. Only ever gets shorter; a rule that has a test must leave it. */
const notBuiltYet: readonly string[] = [];

const title = /\b(?:test|it)(?:\.\w+)*(?:\([^()]*\))?\(\s*["'`](R\d\d): \S/g;

function rulesWithTests(): Set<string> {
  const files = sourceFiles("tests").filter(({ path }) => /\.(?:test|spec)\.tsx?$/.test(path));
  return new Set(files.flatMap(({ text }) => [...text.matchAll(title)].map(([, rule]) => rule ?? "")));
}

describe("isolation rules", () => {
  const tested = rulesWithTests();

  test("every rule has a test, or is named as not built yet", () => {
    expect(rules.filter((rule) => !tested.has(rule) && !notBuiltYet.includes(rule))).toEqual([]);
  });

  test("a rule that has a test is not called unbuilt", () => {
    expect(notBuiltYet.filter((rule) => tested.has(rule) || !rules.includes(rule))).toEqual([]);
  });

  test("no test claims a rule that does not exist", () => {
    expect([...tested].filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});
