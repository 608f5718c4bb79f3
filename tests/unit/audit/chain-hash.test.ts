import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson, type JsonValue } from "@/lib/audit/canonical-json";
import { type ChainedEvent, chainHash, firstPreviousHash } from "@/lib/audit/chain-hash";

const chainId = "01890000-0000-7000-8000-000000000001";

const event: ChainedEvent = {
  id: "01890000-0000-7000-8000-000000000002",
  organizationId: "01890000-0000-7000-8000-000000000003",
  tenantId: chainId,
  projectId: null,
  actorKind: "organization_user",
  actorId: "01890000-0000-7000-8000-000000000004",
  actorName: "Ada",
  action: "dashboard.shared",
  targetId: "target",
  targetName: "Delays",
  details: { level: "EDITOR", rows: 3 },
  occurredAt: new Date("2026-01-02T03:04:05.006Z"),
};
const place = { chainId, sequence: 7, previousHash: firstPreviousHash };

describe("canonical JSON", () => {
  test("sorts members by code units at every depth, leaves lists as they are, and writes no space", () => {
    const value = { "\u20ac": 1, "\r": 2, a: [{ z: null, b: true }, "x"], "\ud83d\ude00": 1e21, A: -0 };
    expect(canonicalJson(value)).toBe('{"\\r":2,"A":0,"a":[{"b":true,"z":null},"x"],"\u20ac":1,"\ud83d\ude00":1e+21}');
  });

  test("two values have one text exactly when they are equal as JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(JSON.parse(canonicalJson(one as JsonValue))).toEqual(JSON.parse(JSON.stringify(one)));
        const same = canonicalJson(one as JsonValue) === canonicalJson(other as JsonValue);
        expect(same).toBe(isEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other))));
      }),
    );
  });
});

function isEqual(one: unknown, other: unknown): boolean {
  try {
    expect(one).toStrictEqual(other);
    return true;
  } catch {
    return false;
  }
}

describe("the hash of an event", () => {
  test("is the same for the same event, in whatever order its details are stored", () => {
    const stored = { ...event, details: { rows: 3, level: "EDITOR" } };
    expect(chainHash(place, stored)).toBe(chainHash(place, event));
    expect(chainHash(place, event)).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is another as soon as one field or its place is another", () => {
    const changes: Partial<ChainedEvent>[] = [
      { id: chainId },
      { organizationId: chainId },
      { tenantId: null },
      { projectId: chainId },
      { actorKind: "system" },
      { actorId: null },
      { actorName: "Ida" },
      { action: "dashboard.unshared" },
      { targetId: null },
      { targetName: "" },
      { details: { level: "EDITOR", rows: "3" } },
      { details: { level: "EDITOR" } },
      { occurredAt: new Date("2026-01-02T03:04:05.007Z") },
      // What ends one field must not be able to begin the next.
      { actorName: "Ada,dashboard.shared", action: "" },
    ];
    const hashes = [
      chainHash(place, event),
      ...changes.map((change) => chainHash(place, { ...event, ...change })),
      chainHash({ ...place, sequence: 8 }, event),
      chainHash({ ...place, chainId: event.organizationId }, event),
      chainHash({ ...place, previousHash: "1".repeat(64) }, event),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(new Set(changes.flatMap(Object.keys))).toEqual(new Set(Object.keys(event)));
  });
});
