import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Document } from "@/lib/scim/change/apply-attributes";
import { applyPatch } from "@/lib/scim/change/apply-patch";
import { groupKind } from "@/lib/scim/groups/group-kind";
import { userKind } from "@/lib/scim/users/user-kind";

const group = (document: Document, ...Operations: object[]) =>
  applyPatch(document, { Operations }, { ...groupKind, readOnly: "refused" });
const user = (document: Document, ...Operations: object[]) =>
  applyPatch(document, { Operations }, { ...userKind, readOnly: "refused" });

const members = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 5 });
const elements = (values: readonly string[]) => values.map((value) => ({ value }));
const valuesOf = (document: Document) => ((document.members ?? []) as { value: string }[]).map(({ value }) => value);

interface Change {
  readonly form: "add" | "replace" | "remove in value" | "remove in path" | "remove all";
  readonly values: readonly string[];
}

const change: fc.Arbitrary<Change> = fc.record({
  form: fc.constantFrom("add", "replace", "remove in value", "remove in path", "remove all"),
  values: members,
});

function operationOf({ form, values }: Change): object {
  if (form === "remove all") return { op: "remove", path: "members" };
  if (form === "remove in value") return { op: "Remove", path: "members", value: elements(values) };
  if (form === "remove in path") {
    const filter = values.map((value) => `value eq "${value}"`).join(" or ") || 'value eq "nobody"';
    return { op: "remove", path: `members[${filter}]` };
  }
  return { op: form, path: "members", value: elements(values) };
}

/** The same on a set. */
function naively(before: ReadonlySet<string>, { form, values }: Change): Set<string> {
  if (form === "add") return new Set([...before, ...values]);
  if (form === "replace") return new Set(values);
  if (form === "remove all") return new Set();
  return new Set([...before].filter((value) => !values.includes(value)));
}

test("any row of changes to members leaves whom the same changes to a set leave, each once", () => {
  fc.assert(
    fc.property(members, fc.array(change, { minLength: 1, maxLength: 8 }), (before, changes) => {
      const after = valuesOf(group({ members: elements(before) }, ...changes.map(operationOf)));
      const expected = changes.reduce(naively, new Set(before));
      expect([...after].sort()).toEqual([...expected].sort());
    }),
    { numRuns: 2_000 },
  );
});

describe("one change", () => {
  test("leaves the document that it was given as it was", () => {
    const before = { displayName: "A", members: elements(["a"]) };
    const copy = structuredClone(before);
    group(
      before,
      { op: "add", path: "members", value: elements(["b"]) },
      { op: "replace", path: "displayName", value: "B" },
    );
    expect(before).toEqual(copy);
  });

  test("of null or an empty text takes the value away", () => {
    for (const value of [null, ""]) {
      expect(user({ displayName: "A" }, { op: "replace", path: "displayName", value })).toEqual({});
    }
  });

  test("adds a value that its path describes, as some clients do", () => {
    const added = user({}, { op: "add", path: 'emails[type eq "work"].value', value: "a@b.example" });
    expect(added).toEqual({ emails: [{ type: "work", value: "a@b.example" }] });
    const vague = { op: "add", path: 'emails[type ne "work"].value', value: "a@b.example" };
    expect(() => user({}, vague)).toThrow(expect.objectContaining({ scimType: "noTarget" }));
  });

  test("takes a value that is wrapped or alone for the one it means", () => {
    expect(user({}, { op: "replace", path: "displayName", value: { value: "A" } })).toEqual({ displayName: "A" });
    expect(valuesOf(group({}, { op: "add", path: "members", value: { value: "a" } }))).toEqual(["a"]);
  });

  test("never reaches what every object inherits", () => {
    const hostile = JSON.parse('{"__proto__": {"active": true}, "constructor": "x"}');
    expect(() => user({}, { op: "replace", value: hostile })).toThrow(expect.objectContaining({ status: 400 }));
    const inName = JSON.parse('{"__proto__": {"polluted": true}, "givenName": "A"}');
    expect(user({}, { op: "add", path: "name", value: inName })).toEqual({ name: { givenName: "A" } });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
