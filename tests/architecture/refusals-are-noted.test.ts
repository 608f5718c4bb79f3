import { expect, test } from "vitest";
import { sourceFiles } from "./source-files";

test("no error of the code `forbidden` is made but by the function that notes it in the audit", () => {
  const making = sourceFiles("app", "components", "lib").filter(({ text }) => /DomainError\(\s*"forbidden"/.test(text));
  expect(making.map(({ path }) => path)).toEqual([]);
  const naming = sourceFiles("app", "lib").filter(({ text }) => /code = "forbidden"/.test(text));
  expect(naming.map(({ path }) => path)).toEqual(["lib/audit/note-refusal.ts"]);
});
