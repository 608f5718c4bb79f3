import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactValues } from "@/lib/scim/filter/exact-values";
import type { Filter } from "@/lib/scim/filter/filter-tree";
import { matchesFilter } from "@/lib/scim/filter/matches-filter";
import { parseFilter, parsePath } from "@/lib/scim/filter/parse-filter";
import { userKind } from "@/lib/scim/users/user-kind";
import { type NaiveFilter, naiveMatch, people, textOf } from "./naive-filter";

const matches = (text: string, resource: object) => matchesFilter(parseFilter(text), resource, userKind.kinds);

const ada = {
  id: "2819c223",
  externalId: "AdA",
  userName: "ada@harbour.example",
  displayName: "Ada Lovelace",
  name: { givenName: "Ada", familyName: "Lovelace" },
  active: true,
  emails: [
    { value: "ada@harbour.example", type: "work", primary: true },
    { value: "ada@home.example", type: "home" },
  ],
  meta: { created: "2026-03-01T10:00:00.000Z" },
};

describe("what a filter finds", () => {
  const cases: [string, boolean][] = [
    ['userName eq "ADA@harbour.example"', true],
    ['USERNAME Eq "ada@harbour.example"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "ada"', true],
    ['externalId eq "ada"', false],
    ['externalId eq "AdA"', true],
    ['name.familyName co "LOVE"', true],
    ['displayName ew "lace"', true],
    ['userName ne "bob@harbour.example"', true],
    ['title ne "x"', true],
    ["title pr", false],
    ["name pr", true],
    ["title eq null", true],
    ["title ne null", false],
    ["active eq true", true],
    ["active eq false", false],
    ['active eq "true"', false],
    ['emails co "home"', true],
    ['emails.type eq "work"', true],
    ['emails[type eq "work"].value eq "ada@harbour.example"', true],
    ['emails[type eq "work"].value eq "ada@home.example"', false],
    ['emails[type eq "home" and value co "@home."]', true],
    ['emails[type eq "other"]', false],
    ['emails[not (type eq "work")].value pr', true],
    ['not (active eq true) or displayName sw "A"', true],
    ['not (active eq true or displayName sw "A")', false],
    ['active eq false and displayName sw "A" or name.givenName eq "ada"', true],
    ['active eq false and (displayName sw "A" or name.givenName eq "ada")', false],
    ['meta.created gt "2026-03-01T09:00:00Z"', true],
    ['meta.created ge "2026-03-01T11:00:00+01:00"', true],
    ['meta.created lt "2026-03-01T10:00:00Z"', false],
    ['displayName gt "aaa"', true],
    ['displayName eq "Ada \\"Countess\\" Lovelace"', false],
  ];
  test.each(cases)("%s: %s", (text, expected) => {
    expect(matches(text, ada)).toBe(expected);
  });
});

test.each([
  "",
  "userName",
  "userName eq",
  "userName eq ada",
  'userName is "x"',
  'userName eq "x',
  'userName eq "\\q"',
  '(userName eq "x"',
  'userName eq "x")',
  'userName eq "x" and',
  'userName eq "x" "y"',
  'emails[type eq "x"',
  "emails[]",
  'emails[emails[type eq "x"]]',
  'emails.value[type eq "x"]',
  "active gt true",
  "active co true",
  "userName sw 3",
  "title gt null",
  "active eq 01",
  '1name eq "x"',
  `${"(".repeat(60)}active eq true${")".repeat(60)}`,
  `userName eq "${"x".repeat(9_000)}"`,
])("refuses as invalidFilter: %s", (text) => {
  expect(() => parseFilter(text)).toThrow(expect.objectContaining({ status: 400, scimType: "invalidFilter" }));
});

test.each(["", 'members[value eq "x"', "members]", "a b", "name.givenName.first", '"x"'])(
  "refuses as invalidPath: %s",
  (text) => {
    expect(() => parsePath(text)).toThrow(expect.objectContaining({ status: 400, scimType: "invalidPath" }));
  },
);

const comparison = fc
  .constantFrom("userName", "displayName", "name.givenName", "emails.type", "emails.value")
  .chain((path) =>
    fc.record({
      kind: fc.constant("compare" as const),
      path: fc.constant(path),
      operator: fc.constantFrom("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"),
      value: fc.constantFrom("a", "Ann", "b@x", "WORK", "home", "", "ann@x.example", '"', "\\"),
    }),
  );
const { tree } = fc.letrec<{ tree: NaiveFilter }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    comparison,
    fc.record({
      kind: fc.constant("present" as const),
      path: fc.constantFrom("userName", "displayName", "name.givenName", "emails.type", "title"),
    }),
    fc.record({ kind: fc.constant("active" as const), value: fc.boolean() }),
    fc.record({
      kind: fc.constant("some" as const),
      type: fc.constantFrom("work", "HOME", "other"),
      value: fc.constantFrom("x", "example", "ann"),
      isNegated: fc.boolean(),
    }),
    fc.record({ kind: fc.constant("not" as const), inner: tie("tree") }),
    fc.record({ kind: fc.constantFrom("and" as const, "or" as const), left: tie("tree"), right: tie("tree") }),
  ),
}));

test("any filter finds whom a naive reading of it finds, however it is spaced and cased", () => {
  fc.assert(
    fc.property(tree, fc.array(fc.nat(6), { maxLength: 60 }), (filter, style) => {
      const parsed = parseFilter(textOf(filter, style));
      for (const person of people) {
        expect(matchesFilter(parsed, person, userKind.kinds)).toBe(naiveMatch(filter, person));
      }
    }),
    { numRuns: 3_000 },
  );
});

test("what the database leaves out never matches", () => {
  fc.assert(
    fc.property(tree, (filter) => {
      const parsed: Filter = parseFilter(textOf(filter, []));
      const exact = exactValues(parsed);
      const userName = exact.get("username");
      for (const person of people.filter((one) => userName && one.userName !== userName.toLowerCase())) {
        expect(matchesFilter(parsed, person, userKind.kinds)).toBe(false);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("any text is parsed or refused, never anything else", () => {
  const piece = fc.constantFrom(
    "userName",
    "eq",
    "and",
    "or",
    "not",
    "(",
    ")",
    "[",
    "]",
    '"a"',
    "pr",
    "true",
    ".",
    "x.y",
    '"',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((all) => all.join(" ")),
      ),
      (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          expect(error).toMatchObject({ name: "ScimRefusal", scimType: "invalidFilter" });
        }
      },
    ),
    { numRuns: 3_000 },
  );
});
