import { beforeAll, expect, test } from "vitest";
import { GET as exportRoute } from "@/app/api/v1/audit-events/export/route";
import { listAuditEvents } from "@/lib/audit/audit-queries";
import { flushAuditQueue, queueAuditEvent } from "@/lib/audit/audit-queue";
import { getChainStatus } from "@/lib/audit/chain-status";
import { exportAuditEvents } from "@/lib/audit/export-audit-events";
import { findAuditSubject } from "@/lib/audit/find-audit-subject";
import { sealAuditEvents } from "@/lib/audit/seal-audit-events";
import { database } from "@/lib/database";
import type { OrganizationUser } from "@/lib/identity/actor";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { createTenant } from "@/lib/tenants/create-tenant";
import { deleteTenant } from "@/lib/tenants/delete-tenant";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, createWorld, type World } from "../../support/world";

let world: World;
let elsewhere: OrganizationUser | undefined;

/** The one admin of another organization. */
async function actorElsewhere(): Promise<OrganizationUser> {
  elsewhere ??= await createForeignAdmin();
  return elsewhere;
}

beforeAll(async () => {
  world = await createWorld();
  const { organizationId, california, texas, admin } = world;
  const common = {
    organizationId,
    actorKind: "organization_user",
    actorId: admin.userId,
    actorName: admin.displayName,
  };
  const at = (index: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 3)));
  await database.auditEvent.createMany({
    data: Array.from({ length: 2_500 }, (_, index) => ({
      ...common,
      id: uuidv7(),
      action: index % 2 ? "query.ran" : "dashboard.viewed",
      tenantId: index % 2 ? california.tenant.id : texas.tenant.id,
      targetName: index === 0 ? "=HYPERLINK(1)" : `Card ${index}`,
      occurredAt: at(index),
    })),
  });
});

async function textOf(source: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of source) text += piece;
  return text;
}

test("pages go through every event once, newest first, also where many happened at one moment", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAuditEvents(world.admin, { page: { limit: 200, cursor }, tenantId: world.texas.tenant.id });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  const all = await database.auditEvent.findMany({ where: { tenantId: world.texas.tenant.id } });
  expect(new Set(seen).size).toBe(all.length);
  expect(seen).toHaveLength(all.length);
});

test("filters narrow by tenant, action, noun, actor, target and time", async () => {
  const { admin, california } = world;
  const total = async (filter: Parameters<typeof listAuditEvents>[1]) => (await listAuditEvents(admin, filter)).total;
  expect(await total({ action: "query.ran" })).toBe(1_250);
  expect(await total({ action: "query.*", tenantId: california.tenant.id })).toBe(1_250);
  expect(await total({ action: "query.*", tenantId: world.texas.tenant.id })).toBe(0);
  expect(await total({ action: "query.*", actorId: world.author.userId })).toBe(0);
  expect(await total({ from: "2026-01-01T00:00:00Z", to: "2026-01-01T00:00:10Z" })).toBe(30);
  expect(await total({ targetId: california.tenant.id, action: "tenant.created" })).toBe(1);
});

test("R25: an export for a tenant holds that tenant's events only, all of them, and is an event itself", async () => {
  const { admin, california } = world;
  const text = await textOf(await exportAuditEvents(admin, "jsonl", { tenantId: california.tenant.id }));
  const events = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(new Set(events.map(({ tenantId }) => tenantId))).toEqual(new Set([california.tenant.id]));
  const action = "audit.exported";
  expect(events.length).toBe(await database.auditEvent.count({ where: { tenantId: california.tenant.id } }));
  const recorded = await database.auditEvent.findFirstOrThrow({ where: { action } });
  expect(recorded).toMatchObject({
    tenantId: california.tenant.id,
    details: { format: "jsonl", filters: ["tenantId"] },
  });
});

test("the CSV download has a header, one line an event, and no formula", async () => {
  const { key } = await createApiKey(world.admin, { name: "Audit", scopes: ["audit:read"] });
  const address = "http://localhost:3000/api/v1/audit-events/export?format=csv&action=dashboard.viewed";
  const response = await exportRoute(new Request(address, { headers: { authorization: `Bearer ${key}` } }), {});
  expect(response.headers.get("content-type")).toMatch(/^text\/csv/);
  expect(response.headers.get("content-disposition")).toMatch(/attachment/);
  const rows = (await response.text()).trimEnd().split("\r\n");
  expect(rows).toHaveLength(1_251);
  expect(rows[0]).toMatch(/^id,occurredAt,action,/);
  expect(rows.filter((row) => row.includes(",'=HYPERLINK(1),"))).toHaveLength(1);
  expect(rows.filter((row) => row.includes(",=HYPERLINK"))).toEqual([]);
});

test("nobody but an ADMIN exports, and another organization's admin exports nothing of ours", async () => {
  for (const actor of [world.author, world.viewer, world.california.powerUser]) {
    await expect(exportAuditEvents(actor, "csv")).rejects.toMatchObject({ code: "forbidden" });
  }
  const foreign = await actorElsewhere();
  expect(await textOf(await exportAuditEvents(foreign, "jsonl"))).not.toContain(world.admin.userId);
});

test("R25: an export for what is not a tenant of the organization is not found, and writes nothing down", async () => {
  const { admin, texas } = world;
  const foreign = await actorElsewhere();
  for (const [actor, tenantId] of [
    [foreign, texas.tenant.id],
    [admin, uuidv7()],
    [admin, admin.userId],
  ] as const) {
    await expect(exportAuditEvents(actor, "jsonl", { tenantId })).rejects.toMatchObject({ code: "not_found" });
    const where = { organizationId: actor.organizationId, action: "audit.exported", tenantId };
    expect(await database.auditEvent.count({ where })).toBe(0);
  }
});

test("the events of a tenant that was deleted are exported still", async () => {
  const { admin } = world;
  const { id } = await createTenant(admin, { key: "nevada", name: "Nevada" });
  await deleteTenant(admin, id);
  const text = await textOf(await exportAuditEvents(admin, "jsonl", { tenantId: id }));
  expect(text.match(/"action":"[^"]*"/g)).toEqual([
    '"action":"audit.exported"',
    '"action":"tenant.deleted"',
    '"action":"tenant.created"',
  ]);
});

test("what waits in the queue is written as it was given, and no text keeps the others from being written", async () => {
  const { california, project, admin } = world;
  const targetId = uuidv7();
  const event = { action: "query.ran" as const, tenantId: california.tenant.id, projectId: project.id, targetId };
  const details = { rows: 3, cached: true, nested: { '"quoted"': [1, "\\u0000"] } };
  queueAuditEvent(admin, { ...event, targetName: "Zürich \u{1f6eb} 'x'", details });
  queueAuditEvent(admin, { ...event, targetName: "half \ud800 of a character, and \0" });
  queueAuditEvent(admin, { action: "query.ran", targetId });
  await flushAuditQueue();
  const found = await database.auditEvent.findMany({ where: { targetId }, orderBy: { id: "asc" } });
  expect(found[0]).toMatchObject({
    ...event,
    organizationId: admin.organizationId,
    actorKind: "organization_user",
    actorId: admin.userId,
    actorName: admin.displayName,
    targetName: "Zürich \u{1f6eb} 'x'",
    details,
  });
  expect(Math.abs((found[0]?.occurredAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(found[1]?.targetName).toBe("half \ufffd of a character, and \ufffd");
  expect(found[2]).toMatchObject({ tenantId: null, projectId: null, targetName: null, details: {} });
});

test("an export goes on where it was, whatever is written or removed while somebody reads it", async () => {
  const { admin, california, organizationId } = world;
  const filter = { tenantId: california.tenant.id };
  const before = await database.auditEvent.findMany({ where: filter, select: { id: true } });
  const pieces = await exportAuditEvents(admin, "jsonl", filter);
  const first = String((await pieces.next()).value);
  const idsIn = (text: string) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).id as string);
  expect(idsIn(first)).toHaveLength(1_000);
  await database.auditEvent.delete({ where: { id: idsIn(first).at(-1) ?? "" } });
  const newer = { organizationId, ...filter, actorKind: "system", actorName: "x", action: "a.b" };
  await database.auditEvent.create({ data: newer });
  const ids = [...idsIn(first), ...idsIn(await textOf(pieces))];
  expect(new Set(ids).size).toBe(ids.length);
  expect(before.every(({ id }) => ids.includes(id))).toBe(true);
});

test("events come oldest first when asked, in pages and in exports, and both hold the same", async () => {
  const { admin, california } = world;
  const filter = { tenantId: california.tenant.id, action: "query.ran" };
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAuditEvents(admin, { ...filter, page: { limit: 200, cursor, sort: "occurredAt" } });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  const idsIn = async (sort: "occurredAt" | "-occurredAt") =>
    (await textOf(await exportAuditEvents(admin, "jsonl", { ...filter, sort })))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).id as string);
  expect(seen.length).toBeGreaterThan(1_000);
  expect(seen).toEqual(await idsIn("occurredAt"));
  expect(seen.toReversed()).toEqual(await idsIn("-occurredAt"));
});

test("the status of a chain tells how far it reaches, and that its end was changed", async () => {
  const { admin, author, texas, california } = world;
  const tenantId = texas.tenant.id;
  expect(await getChainStatus(admin, tenantId)).toMatchObject({ sealed: 0, lastSealedAt: null, endIsIntact: true });
  await sealAuditEvents();
  const status = await getChainStatus(admin, tenantId);
  expect(status).toMatchObject({ tenantId, removed: 0, waiting: 0, endIsIntact: true });
  expect(status.sealed).toBe(await database.auditEvent.count({ where: { tenantId } }));
  expect((await getChainStatus(admin)).sealed).toBe(
    await database.auditEvent.count({ where: { chainId: admin.organizationId } }),
  );
  await database.auditChain.update({ where: { id: tenantId }, data: { length: { decrement: 1 } } });
  expect((await getChainStatus(admin, tenantId)).endIsIntact).toBe(false);
  expect((await getChainStatus(admin, california.tenant.id)).endIsIntact).toBe(true);
  await expect(getChainStatus(author)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getChainStatus(await actorElsewhere(), tenantId)).rejects.toMatchObject({ code: "not_found" });
});

test("what the filters name is found by its name, also when it is gone, and never another organization's", async () => {
  const { admin, california, texas } = world;
  const { id } = await createTenant(admin, { key: "oregon", name: "Oregon" });
  await deleteTenant(admin, id);
  const found = await Promise.all([
    findAuditSubject(admin, california.viewer.userId),
    findAuditSubject(admin, texas.tenant.id),
    findAuditSubject(admin, id),
    findAuditSubject(admin, world.project.id),
    findAuditSubject(admin, uuidv7()),
    findAuditSubject(await actorElsewhere(), texas.tenant.id),
    findAuditSubject(await actorElsewhere(), california.viewer.userId),
  ]);
  expect(found.map((one) => one && [one.kind, one.name])).toEqual([
    ["user", "California VIEWER"],
    ["tenant", "Texas"],
    ["tenant", "Oregon"],
    ["other", "Airports"],
    null,
    null,
    null,
  ]);
  await expect(findAuditSubject(world.author, id)).rejects.toMatchObject({ code: "forbidden" });
});
