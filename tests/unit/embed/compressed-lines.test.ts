import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compressedLines } from "@/lib/embed/compressed-lines";
import { acceptsGzip } from "@/lib/embed/data-headers";

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

/** What a reader can make of the bytes so far. */
const readable = (parts: readonly Uint8Array[]) => gunzipSync(Buffer.concat(parts), { finishFlush: 2 });

describe("compressed lines", () => {
  const line = fc
    .tuple(fc.constantFrom(1, 50, 5_000, 60_000), fc.string({ minLength: 1, maxLength: 9 }))
    .map(([times, text]) => Buffer.from(`${text.repeat(times)}\n`));

  test("each line can be read whole before the next one is asked for, and all of them are what went in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const parts: Uint8Array[] = [];
        let seen = 0;
        for await (const part of compressedLines(each(lines))) {
          parts.push(part);
          seen = Math.min(seen + 1, lines.length);
          expect(readable(parts).equals(Buffer.concat(lines.slice(0, seen)))).toBe(true);
        }
        expect(gunzipSync(Buffer.concat(parts)).equals(Buffer.concat(lines))).toBe(true);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("a failure on the way is the reader's to see", async () => {
    async function* failing() {
      yield Buffer.from("one\n");
      throw new Error("the source broke");
    }
    const lines = compressedLines(failing());
    await lines.next();
    await expect(lines.next()).rejects.toThrow("the source broke");
  });
});

test.each([
  ["gzip", true],
  ["br, gzip;q=0.5", true],
  ["GZIP", true],
  ["gzip;q=0", false],
  ["gzip;q=0.0, br", false],
  ["x-gzip-like", false],
  ["br", false],
  ["", false],
  [undefined, false],
])("Accept-Encoding %s takes gzip: %s", (header, expected) => {
  expect(acceptsGzip(header)).toBe(expected);
});
