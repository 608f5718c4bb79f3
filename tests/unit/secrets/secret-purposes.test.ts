import { expect, test } from "vitest";
import { secretColumns } from "@/lib/secrets/secret-purposes";
import { readSource } from "../../architecture/source-files";

/** `table.column` of every field of the Prisma schema that holds a ciphertext. */
function encryptedColumns(schema: string): string[] {
  const models = schema.split(/^model /m).slice(1);
  return models.flatMap((model) => {
    const table = /@@map\("(\w+)"\)/.exec(model)?.[1];
    const fields = [...model.matchAll(/^ +(\w*[cC]iphertext) +String\??(?: +@map\("(\w+)"\))?/gm)];
    return fields.map(([, field, column]) => `${table}.${column ?? field}`);
  });
}

test("every encrypted column of the metadata is among those that a key rotation encrypts anew", () => {
  const stored = encryptedColumns(readSource("prisma/schema.prisma").text);
  expect(stored.length).toBeGreaterThan(5);
  expect(secretColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(stored.sort());
});

test("no two columns share a purpose, so that no value opens in another's place", () => {
  expect(new Set(secretColumns.map(({ purpose }) => purpose)).size).toBe(secretColumns.length);
});
