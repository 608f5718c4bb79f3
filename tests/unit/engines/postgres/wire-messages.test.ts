import { expect, test } from "vitest";
import type { StatementUse } from "@/lib/engines/postgres/kept-statements";
import { readOnlyRoundTrip } from "@/lib/engines/postgres/wire-messages";

const unnamed: StatementUse = { name: "", isPrepared: false, dropped: [] };

/** Splits the bytes as a server does: a code, a length that counts itself, a body. */
function split(bytes: Buffer): { code: string; body: Buffer }[] {
  const messages: { code: string; body: Buffer }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readInt32BE(at + 1);
    messages.push({ code: String.fromCharCode(bytes.readUInt8(at)), body: bytes.subarray(at + 5, at + 1 + length) });
    at += 1 + length;
  }
  return messages;
}

test.each(["SELECT 1", "SELECT 'Zürich 🛫'", "", "x".repeat(70_000)])(
  "the statement stands whole and alone between begin and rollback",
  (sql) => {
    const messages = split(readOnlyRoundTrip(sql, 1_001, unnamed));
    expect(messages.map((message) => message.code).join("")).toBe("BEPBDEBES");
    expect(messages[0]?.body.toString()).toContain("bulkhead_begin");
    expect(messages[2]?.body).toEqual(Buffer.from(`\0${sql}\0\0\0`));
    expect(messages[5]?.body.readInt32BE(1)).toBe(1_001);
    expect(messages[6]?.body.toString()).toContain("bulkhead_rollback");
  },
);

test("a zero byte, which would end the statement early, refuses", () => {
  expect(() => readOnlyRoundTrip("SELECT 1\0; DROP", 1, unnamed)).toThrow(RangeError);
});

test("a kept statement is parsed under its name once, and only bound from then on", () => {
  const first = split(readOnlyRoundTrip("SELECT 1", 1, { name: "kept", isPrepared: false, dropped: ["old"] }));
  expect(first.map((message) => message.code).join("")).toBe("BECPBDEBES");
  expect(first[2]?.body).toEqual(Buffer.from("Sold\0"));
  expect(first[3]?.body).toEqual(Buffer.from("kept\0SELECT 1\0\0\0"));
  const again = split(readOnlyRoundTrip("SELECT 1", 7, { name: "kept", isPrepared: true, dropped: [] }));
  expect(again.map((message) => message.code).join("")).toBe("BEBDEBES");
  expect(again[2]?.body.subarray(0, 6)).toEqual(Buffer.from("\0kept\0"));
  expect(again[4]?.body.readInt32BE(1)).toBe(7);
});
