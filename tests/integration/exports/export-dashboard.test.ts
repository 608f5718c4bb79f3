import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { shiftClock } from "@/lib/clock";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { openDashboardRun } from "@/lib/dashboards/run-dashboard";
import { database } from "@/lib/database";
import { exportDashboard } from "@/lib/exports/export-dashboard";
import { exportDashboardSchema } from "@/lib/exports/export-dashboard-schema";
import { takeExportPlace } from "@/lib/exports/export-places";
import { printedDashboard } from "@/lib/exports/printed-dashboard";
import { renderDataResponse } from "@/lib/exports/render-data";
import { issueRenderToken, withdrawRenderToken } from "@/lib/exports/render-tokens";
import type { Actor } from "@/lib/identity/actor";
import { sessionActor } from "@/lib/identity/session-actor";
import { signIn } from "@/lib/identity/sign-in";
import { switchTenancyOff } from "@/lib/identity/tenancy-off";
import { createForeignAdmin, worldPassword } from "../../support/world";
import { numberCard, shareWithTenant } from "../dashboards/dashboard-fixture";
import { canary, createDataWorld, type DataWorld } from "../dashboards/data-world";

const sql = "SELECT state, carrier, note FROM flights ORDER BY id";

let world: DataWorld;
let dashboardId: string;

beforeAll(async () => {
  world = await createDataWorld();
  const table = { kind: "TABLE" as const, options: {} };
  const input = {
    projectId: world.project.id,
    title: "Flights",
    tabs: [
      { id: "one", title: "One" },
      { id: "two", title: "Two" },
    ],
    cards: [
      { ...numberCard(world.connectionId, { sql }), ...table },
      { ...numberCard(world.connectionId, { sql }), ...table, title: "Second", tabId: "two" },
    ],
  };
  dashboardId = (await createDashboard(world.author, input)).id;
  await shareWithTenant(world.admin, dashboardId, world.texas.tenant.id);
});

afterEach(() => {
  shiftClock(0);
  delete process.env.BULKHEAD_BROWSER_PATH;
});

const options = exportDashboardSchema.parse({ format: "pdf" });

/** What the command hands to the browser for this actor. */
async function handedTo(actor: Actor): Promise<string> {
  const dashboard = printedDashboard(await getDashboard(actor, dashboardId), options, null);
  return issueRenderToken({ dashboard, outcomes: await openDashboardRun(actor, dashboardId, {}) });
}

const redeem = (token: string, more: Record<string, string> = {}) =>
  renderDataResponse(
    new Request("http://localhost/api/v1/render-data", {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, ...more },
    }),
  );

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );

describe("R24: what the browser that draws an export gets", () => {
  test("is the rows of whoever asked, and nothing that only an editor may see", async () => {
    const text = await (await redeem(await handedTo(world.texas.viewer))).text();
    expect(text).toContain("Texas");
    expect(text).not.toContain("California");
    expect(text).not.toContain(canary);
    const lines = text.trimEnd().split("\n");
    expect(lines).toHaveLength(3);
    const editors = await (await redeem(await handedTo(world.author))).text();
    for (const answer of [text, editors]) {
      expect(answer).not.toContain("SELECT");
      expect(answer).not.toContain(world.connectionId);
    }
  });

  test("comes once: the token is nothing afterwards", async () => {
    const token = await handedTo(world.texas.viewer);
    expect((await redeem(token)).status).toBe(200);
    expect((await redeem(token)).status).toBe(401);
  });

  test("comes within a minute or never", async () => {
    const token = await handedTo(world.texas.viewer);
    shiftClock(60_000);
    expect((await redeem(token)).status).toBe(401);
  });

  test("does not come for a token that was taken back, for none, or in an address", async () => {
    const token = await handedTo(world.texas.viewer);
    await withdrawRenderToken(token);
    expect((await redeem(token)).status).toBe(401);
    expect((await redeem("guess")).status).toBe(401);
    const other = await handedTo(world.texas.viewer);
    const inAddress = new Request(`http://localhost/api/v1/render-data?token=${other}`, { method: "POST" });
    expect((await renderDataResponse(inAddress)).status).toBe(401);
  });

  test("a token opens no other door", async () => {
    const token = await handedTo(world.texas.viewer);
    const { dashboardDataResponse } = await import("@/lib/embed/dashboard-data");
    const response = await dashboardDataResponse(
      new Request(`http://localhost/api/v1/dashboards/${dashboardId}/data`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}` },
        body: "{}",
      }),
    );
    expect(response.status).toBe(401);
  });
});

describe("an export", () => {
  test("of a dashboard that is out of reach is not found, for whatever reason it is", async () => {
    const foreign = await createForeignAdmin();
    for (const actor of [world.california.viewer, foreign]) {
      expect(await codeOf(exportDashboard(actor, dashboardId, { format: "pdf" }))).toBe("not_found");
    }
  });

  test("refuses undeclared filters, another tenant's view, and tabs that are not there", async () => {
    const asked = (actor: Actor, more: object) =>
      codeOf(exportDashboard(actor, dashboardId, { format: "pdf", ...more }));
    expect(await asked(world.texas.viewer, { filters: { state: "California" } })).toBe("invalid_input");
    expect(await asked(world.texas.viewer, { asTenantId: world.california.tenant.id })).toBe("forbidden");
    expect(await asked(world.texas.viewer, { tabId: "three" })).toBe("not_found");
  });

  test("says where there is no browser, and reads nothing then", async () => {
    process.env.BULKHEAD_BROWSER_PATH = "/nowhere/chromium";
    await flushAuditQueue();
    const where = { organizationId: world.admin.organizationId, action: { in: ["query.ran", "dashboard.exported"] } };
    const before = await database.auditEvent.count({ where });
    await expect(exportDashboard(world.texas.viewer, dashboardId, { format: "png" })).rejects.toMatchObject({
      code: "data_source_unavailable",
      message: expect.stringContaining("browser"),
    });
    await flushAuditQueue();
    expect(await database.auditEvent.count({ where })).toBe(before);
  });

  test("R15: refuses in a session without tenancy", async () => {
    const id = (await signIn({ email: world.admin.email, password: worldPassword }, { address: "192.0.2.1" })) ?? "";
    const actor = await sessionActor(id);
    if (!actor) throw new Error("nobody signed in");
    await switchTenancyOff(actor, id);
    const without = await sessionActor(id);
    if (!without) throw new Error("the session has ended");
    expect(await codeOf(exportDashboard(without, dashboardId, { format: "pdf" }))).toBe("forbidden");
  });

  test("prints only the tab that was asked for, else all in their order", async () => {
    const dashboard = await getDashboard(world.texas.viewer, dashboardId);
    const titles = (tabId?: string) =>
      printedDashboard(dashboard, { ...options, tabId }, null).sections.map(({ title, cards }) => [
        title,
        cards.length,
      ]);
    expect(titles()).toEqual([
      ["One", 1],
      ["Two", 1],
    ]);
    expect(titles("two")).toEqual([["Two", 1]]);
  });
});

test("exports take turns: two at once, a bounded number waiting, and who leaves loses no place of others", async () => {
  const never = new AbortController().signal;
  const held = [await takeExportPlace("a", never), await takeExportPlace("b", never)];
  const leaving = new AbortController();
  const left = takeExportPlace("a", leaving.signal);
  const waiting = Array.from({ length: 19 }, (_, index) => takeExportPlace(`c${index % 6}`, never));
  expect(await codeOf(takeExportPlace("d", never))).toBe("rate_limited");
  leaving.abort();
  expect(await codeOf(left)).toBe("query_timeout");
  for (const give of held) give();
  for (const place of waiting) (await place)();
});

test("nobody takes more than four of the places of exports, so that others get theirs", async () => {
  const never = new AbortController().signal;
  const mine = Array.from({ length: 4 }, () => takeExportPlace("one", never));
  expect(await codeOf(takeExportPlace("one", never))).toBe("rate_limited");
  const other = takeExportPlace("other", never);
  for (const place of [...mine, other]) (await place)();
  (await takeExportPlace("one", never))();
});
