import { expect, test } from "vitest";
import { actionChoices, actionWords, auditNouns } from "@/app/(portal)/organization/audit/action-words";
import { eventSentence } from "@/app/(portal)/organization/audit/event-words";
import type { AuditEventView } from "@/lib/audit/audit-event-schema";
import { sourceFiles } from "../../architecture/source-files";

/** Actions whose names are put together from parts. */
const composed = ["tenant.data_exported", "user.data_exported"];

/** Every literal of `lib` that looks like an action: a noun, and a verb in the past. */
const written = new Set([
  ...sourceFiles("lib").flatMap(({ text }) =>
    [...text.matchAll(/"([a-z_]+\.[a-z_]*(?:ed|ran|_read|_made|_reset|_out|_in|_on|_off|resent))"/g)].map(
      ([, one]) => one ?? "",
    ),
  ),
  ...composed,
]);

const event = (more: Partial<AuditEventView>): AuditEventView => ({
  id: "",
  occurredAt: "2026-01-01T00:00:00.000Z",
  action: "",
  actorKind: "organization_user",
  actorId: null,
  actorName: "Ada",
  tenantId: null,
  projectId: null,
  targetId: null,
  targetName: null,
  details: {},
  sequence: null,
  hash: null,
  ...more,
});

test("every action that is written down has words, and no words are left over", () => {
  const worded = Object.entries(auditNouns).flatMap(([noun, { actions }]) =>
    Object.keys(actions).map((verb) => `${noun}.${verb}`),
  );
  expect(worded.sort()).toEqual([...written].sort());
  expect(worded.every((action) => (actionWords(action)?.length ?? 0) > 0)).toBe(true);
});

test("every action is written as the filter takes it, and can be chosen in it", () => {
  const choices = actionChoices.flatMap(({ items }) => items.map(({ value }) => value));
  expect(choices).toEqual(expect.arrayContaining([...written]));
  expect(new Set(choices).size).toBe(choices.length);
  for (const choice of choices) expect(choice).toMatch(/^[a-z_]+\.([a-z_]+|\*)$/);
});

test("an event reads as one line", () => {
  const details = { scope: "GROUP", subjectName: "Ops", level: "EDITOR" };
  const sentences = [
    event({ action: "dashboard.shared", targetName: "Delays", details }),
    event({ action: "user.signed_in", targetName: "Ada" }),
    event({ action: "user.sign_in_failed", actorKind: "system", actorName: "Bulkhead", targetName: "Bob" }),
    event({ action: "query.ran", targetName: "By carrier", details: { rows: 12_000, milliseconds: 8 } }),
    event({ action: "user.updated", targetName: "Bob", details: { role: { from: "VIEWER", to: "AUTHOR" } } }),
    event({ action: "access.refused", details: { permission: "audit:read" } }),
    event({ action: "something.new_happened", targetName: "x" }),
  ].map(eventSentence);
  expect(sentences).toEqual([
    "Ada shared dashboard Delays with group Ops as EDITOR",
    "Ada signed in",
    "A sign-in failed for Bob",
    "Ada ran a query for By carrier (12,000 rows in 8 ms)",
    "Ada changed person Bob from VIEWER to AUTHOR",
    "Ada was refused what they may not do: audit:read",
    "Ada something new happened x",
  ]);
});
