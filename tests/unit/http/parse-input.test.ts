import { expect, test } from "vitest";
import { z } from "zod";
import { DomainError } from "@/lib/errors";
import { parseInput, parseJson } from "@/lib/http/parse-input";

const post = (body: string) => new Request("http://localhost/", { method: "POST", body });

test.each([
  ["a title", { title: "a\u0000b" }],
  ["half a character", { title: "a\ud800b" }],
  ["a value in a list", { list: [["fine"], ["a\u0000"]] }],
  ["a name", { "a\u0000b": 1 }],
])("%s that the database cannot hold is invalid input, and not our failure", async (_, input) => {
  expect(() => parseInput(z.unknown(), input)).toThrow(DomainError);
  const error: unknown = await parseJson(post(JSON.stringify(input)), z.unknown()).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "invalid_input" });
});

test("every other text passes as it is, however deep a body is", async () => {
  const input = { title: "naïve 😀 \n\t\u0001", list: [["日本"]], none: null };
  expect(parseInput(z.unknown(), input)).toEqual(input);
  const depth = 100_000;
  await expect(parseJson(post("[".repeat(depth) + "]".repeat(depth)), z.unknown())).resolves.toBeDefined();
});

test("a body that a schema cannot follow to its depth is invalid input, and not our failure", async () => {
  const depth = 100_000;
  const body = `{"options":${'{"a":'.repeat(depth)}1${"}".repeat(depth)}}`;
  const parsed = parseJson(post(body), z.strictObject({ options: z.record(z.string(), z.json()) }));
  await expect(parsed).rejects.toMatchObject({ code: "invalid_input", message: "The input is nested too deeply" });
});
