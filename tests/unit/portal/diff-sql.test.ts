import { expect, test } from "vitest";
import { diffSql, type SqlPart } from "@/app/(portal)/_preview/diff-sql";
import { formatSql } from "@/app/(portal)/_preview/format-sql";
import { dialectOf } from "@/lib/policies/engine-dialect";
import { Engine } from "@/prisma/client/enums";

const text = (parts: readonly SqlPart[]) => parts.map((part) => part.text).join("");
const marked = (parts: readonly SqlPart[]) => parts.filter(({ changed }) => changed).map((part) => part.text);

const before = "SELECT *\nFROM flights\nLIMIT 20";
const after =
  "SELECT *\nFROM (\n  SELECT id\n  FROM main.flights\n  WHERE state IN ('New York')\n) AS flights\nLIMIT 20";

test("both sides hold their whole text, and only what was added is marked", () => {
  const difference = diffSql(before, after);
  expect(text(difference.before)).toBe(before);
  expect(text(difference.after)).toBe(after);
  expect(marked(difference.before)).toEqual([]);
  expect(marked(difference.after).join(" ")).toContain("WHERE");
  expect(marked(difference.after).join(" ")).not.toContain("LIMIT");
});

test("a literal is one word: a value is marked whole, whatever stands in it", () => {
  const { before: old, after: new_ } = diffSql("a = 'it''s -- {{ x }}'", "a = 'it''s -- {{ y }}'");
  expect([marked(old), marked(new_)]).toEqual([["'it''s -- {{ x }}'"], ["'it''s -- {{ y }}'"]]);
});

test("lines broken elsewhere are no difference", () => {
  const { before: old, after: new_ } = diffSql("SELECT 1 FROM t", "SELECT\n  1\nFROM\n  t");
  expect([...marked(old), ...marked(new_)]).toEqual([]);
});

test("line breaks between marked lines are not marked themselves", () => {
  expect(marked(diffSql("", "a\n  b").after)).toEqual(["a", "b"]);
});

test.each(Object.values(Engine))("%s: formatting keeps placeholders and what it cannot read", async (engine) => {
  const sql = "SELECT id FROM sales WHERE state IN {{ state }} AND name = '{{ tenant.key }}'";
  const formatted = await formatSql(sql, dialectOf(engine));
  expect(formatted).toContain("{{ state }}");
  expect(formatted).toContain("'{{ tenant.key }}'");
  expect(formatted.replaceAll(/\s+/g, " ")).toBe(sql);
  expect(await formatSql("SELECT (1", dialectOf(engine))).toContain("SELECT");
});
