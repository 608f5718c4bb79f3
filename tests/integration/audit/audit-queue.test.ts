import { afterEach, expect, test, vi } from "vitest";
import {
  collectEvents,
  flushAuditQueue,
  queueAuditEvent,
  queueEventsAgain,
  type RepeatableEvents,
} from "@/lib/audit/audit-queue";
import { database } from "@/lib/database";
import { createWorld } from "../../support/world";

afterEach(() => vi.useRealTimers());

/** How often each line says that the view happened, the earlier line first. */
async function timesOf(organizationId: string): Promise<number[]> {
  const events = await database.auditEvent.findMany({
    where: { organizationId, action: "dashboard.viewed" },
    orderBy: { id: "asc" },
  });
  return events.map(({ details }) => (details as { times?: number } | null)?.times ?? 1);
}

test("what happens again and again is one line a write, which says how often, and none of it is lost", async () => {
  const { admin, organizationId } = await createWorld();
  // Only the writes that are asked for here.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const events: RepeatableEvents = [];
  collectEvents(events, () => queueAuditEvent(admin, { action: "dashboard.viewed", tenantId: null }));
  for (let time = 0; time < 40; time += 1) queueEventsAgain(events);
  const writing = flushAuditQueue();
  // The write has begun with the next turn, and what comes from now on is not its own.
  await new Promise(setImmediate);
  for (let time = 0; time < 60; time += 1) queueEventsAgain(events);
  await writing;
  expect(await timesOf(organizationId)).toEqual([41]);
  for (let time = 0; time < 10; time += 1) queueEventsAgain(events);
  await flushAuditQueue();
  expect(await timesOf(organizationId)).toEqual([41, 70]);
});
