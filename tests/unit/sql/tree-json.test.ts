import fc from "fast-check";
import { parse, stringify } from "lossless-json";
import { expect, test } from "vitest";
import type { TreeValue } from "@/lib/sql/dialects/duckdb/tree";
import { treeJson } from "@/lib/sql/dialects/duckdb/tree-json";

test("a tree is printed as the JSON library prints it, whatever its names and texts hold", () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: "binary", maxDepth: 5 }), (json) => {
      const tree = parse(json) as TreeValue;
      expect(treeJson(tree)).toBe(stringify(tree));
    }),
  );
});

test("digits stay as they were written, and what is absent is left out", () => {
  const digits = '{"a":12345678901234567890,"b":1.10,"c":[1e400,-0]}';
  expect(treeJson(parse(digits) as TreeValue)).toBe(digits);
  expect(treeJson({ a: undefined, b: null, c: "" })).toBe('{"b":null,"c":""}');
});
