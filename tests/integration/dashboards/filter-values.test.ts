import { beforeAll, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { exportCard } from "@/lib/dashboards/export-card";
import type { FilterValues } from "@/lib/dashboards/filter-schema";
import { listFilterValues } from "@/lib/dashboards/list-filter-values";
import type { Actor } from "@/lib/identity/actor";
import { createEmbedViewer, numberCard, shareWithTenant } from "./dashboard-fixture";
import { canary, createDataWorld, type DataWorld } from "./data-world";

let world: DataWorld;
let board: { readonly id: string; readonly cardIds: readonly string[] };

beforeAll(async () => {
  world = await createDataWorld();
  const { connectionId } = world;
  const source = (column: string, table = "flights") => ({ connectionId, table, column });
  const table = (sql: string) => ({ ...numberCard(connectionId, { sql }), kind: "TABLE" as const, options: {} });
  const { id, cards } = await createDashboard(world.author, {
    projectId: world.project.id,
    title: "Flights",
    filters: [
      { name: "carrier", label: "Carrier", kind: "select", source: source("carrier") },
      { name: "searched_text", label: "Text", kind: "select", source: source("carrier") },
      { name: "flight", label: "Flight", kind: "select", source: source("id") },
      { name: "elsewhere", label: "Elsewhere", kind: "select", source: source("id", "payroll") },
      { name: "note", label: "Note", kind: "select", source: source("note"), narrowedBy: ["carrier", "flight"] },
      { name: "first", label: "First flights", kind: "number_range" },
    ],
    cards: [
      table("SELECT id FROM flights WHERE carrier = {{ filter.carrier }} ORDER BY id"),
      table("SELECT id FROM flights WHERE id BETWEEN {{ filter.first.from }} AND {{ filter.first.to }} ORDER BY id"),
      table("SELECT '=1+1' AS \"=name\", '-2' AS b, -2 AS c, '+x,\"y\"' AS d, '@z' AS e FROM flights WHERE id = 4"),
    ],
  });
  for (const home of [world.california, world.texas]) await shareWithTenant(world.author, id, home.tenant.id);
  board = { id, cardIds: cards.map((card) => card.id) };
});

const values = async (actor: Actor, filter: string, search?: string) =>
  (await listFilterValues(actor, board.id, { filter, search })).data;

const locked = (params: object) =>
  createEmbedViewer(world, { dashboardId: board.id, tenantId: world.california.tenant.id, params });

async function exported(actor: Actor, cardId = board.cardIds[0] ?? "", filters: FilterValues = {}): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of (await exportCard(actor, board.id, cardId, { filters })).lines) pieces.push(piece);
  return pieces.join("");
}

test("a list is of the rows that the viewer may read, searched as text and never as a pattern", async () => {
  expect(await values(world.california.viewer, "carrier")).toEqual(["AA", "UA"]);
  expect(await values(world.texas.viewer, "carrier")).toEqual(["AA", "WN"]);
  expect(await values(world.texas.viewer, "carrier", "w")).toEqual(["WN"]);
  for (const search of ["%", "_", "' OR 1=1 --", "{{ tenant.key }}", "\\"])
    expect(await values(world.texas.viewer, "carrier", search), search).toEqual([]);
});

test("R09: a list is kept to what a token has locked, whatever is searched for", async () => {
  const token = await locked({ carrier: "AA" });
  expect(await values(token, "carrier")).toEqual(["AA"]);
  expect(await values(token, "carrier", "U")).toEqual([]);
  expect(await values(token, "flight")).toEqual([1]);
  await expect(values(token, "elsewhere")).rejects.toMatchObject({ code: "query_refused" });
  const undeclared = await locked({ carrier: "AA", nowhere: "x" });
  await expect(values(undeclared, "flight")).rejects.toMatchObject({ code: "query_refused" });
});

test("R09: no filter's name lets the searched text take a locked value's place", async () => {
  const token = await locked({ searched_text: "AA" });
  expect(await values(token, "flight", "2")).toEqual([]);
  expect(await values(token, "flight", "1")).toEqual([1]);
  const named = await locked({ _searched_text: "AA" });
  await expect(values(named, "flight", "2")).rejects.toMatchObject({ code: "query_refused" });
});

test("R09: an export is kept to what a token has locked, and a card that cannot be is none", async () => {
  const token = await locked({ carrier: "UA" });
  expect(await exported(token)).toBe("id\r\n2\r\n3\r\n");
  await expect(exported(token, board.cardIds[2])).rejects.toMatchObject({ code: "query_refused" });
});

const notes = async (actor: Actor, filters?: FilterValues) =>
  (await listFilterValues(actor, board.id, { filter: "note", filters })).data;

test("a list is narrowed by what is chosen in the filters that it names, and by nothing else", async () => {
  const { viewer } = world.california;
  expect(await notes(viewer)).toEqual(["", canary]);
  expect(await notes(viewer, { carrier: "UA" })).toEqual([""]);
  expect(await notes(viewer, { carrier: ["AA", "UA"], flight: 1 })).toEqual([canary]);
  expect(await notes(viewer, { searched_text: "UA" })).toEqual(["", canary]);
  // Of another tenant's row, however it is asked for.
  expect(await notes(viewer, { flight: 4 })).toEqual([]);
});

test("R09: what narrows a list cannot be another value than the locked one", async () => {
  const token = await locked({ carrier: "UA" });
  expect(await notes(token)).toEqual([""]);
  expect(await notes(token, { flight: 1 })).toEqual([]);
  await expect(notes(token, { carrier: "AA" })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(notes(token, { carrier: ["AA", "UA"] })).rejects.toMatchObject({ code: "invalid_input" });
});

test("R09: a locked range holds in cards and exports, and no request opens it", async () => {
  const card = board.cardIds[1];
  const token = await locked({ first: { to: 2 } });
  expect(await exported(token, card)).toBe("id\r\n1\r\n2\r\n");
  for (const first of [{}, { to: 3 }, { from: 1 }, { from: 0, to: 2 }])
    await expect(exported(token, card, { first }), JSON.stringify(first)).rejects.toMatchObject({
      code: "invalid_input",
    });
  await expect(exported(token)).rejects.toMatchObject({ code: "query_refused" });
  // A lock that is no range of numbers locks nothing, so that nothing is shown.
  await expect(exported(await locked({ first: "all" }), card)).rejects.toMatchObject({ code: "query_refused" });
});

test("R07: a list and an export take values of declared filters only", async () => {
  const names = ["state", "tenant.key", "user.email", "current_user_tenant()", "filter.carrier", "_searched_text"];
  for (const name of [...names, "first.from", "carrier.any"]) {
    const filters = JSON.parse(`{${JSON.stringify(name)}: "Texas"}`);
    await expect(notes(world.california.viewer, filters), name).rejects.toMatchObject({ code: "invalid_input" });
    await expect(exported(world.california.viewer, undefined, filters), name).rejects.toMatchObject({
      code: "invalid_input",
    });
  }
});

test("names and texts that a spreadsheet would run are exported as text, numbers as numbers", async () => {
  const [header, row] = (await exported(world.texas.viewer, board.cardIds[2])).split("\r\n");
  expect(header).toBe("'=name,b,c,d,e");
  expect(row).toBe(`'=1+1,'-2,-2,"'+x,""y""",'@z`);
});

test("R04: a list of a table out of reach says no more than one of none", async () => {
  const refused = async (filter: string) =>
    values(world.texas.viewer, filter).catch(({ code, message }: { code: string; message: string }) => [code, message]);
  expect(await refused("elsewhere")).toEqual(["query_refused", "This card cannot be shown with your access"]);
});
