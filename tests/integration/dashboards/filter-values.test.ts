import { beforeAll, expect, test } from "vitest";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { exportCard } from "@/lib/dashboards/export-card";
import { listFilterValues } from "@/lib/dashboards/list-filter-values";
import type { Actor } from "@/lib/identity/actor";
import { createEmbedViewer, numberCard, shareWithTenant } from "./dashboard-fixture";
import { createDataWorld, type DataWorld } from "./data-world";

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
    ],
    cards: [
      table("SELECT id FROM flights WHERE carrier = {{ filter.carrier }} ORDER BY id"),
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

async function exported(actor: Actor, cardId = board.cardIds[0] ?? ""): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of (await exportCard(actor, board.id, cardId)).lines) pieces.push(piece);
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
  await expect(exported(token, board.cardIds[1])).rejects.toMatchObject({ code: "query_refused" });
});

test("names and texts that a spreadsheet would run are exported as text, numbers as numbers", async () => {
  const [header, row] = (await exported(world.texas.viewer, board.cardIds[1])).split("\r\n");
  expect(header).toBe("'=name,b,c,d,e");
  expect(row).toBe(`'=1+1,'-2,-2,"'+x,""y""",'@z`);
});

test("R04: a list of a table out of reach says no more than one of none", async () => {
  const refused = async (filter: string) =>
    values(world.texas.viewer, filter).catch(({ code, message }: { code: string; message: string }) => [code, message]);
  expect(await refused("elsewhere")).toEqual(["query_refused", "This card cannot be shown with your access"]);
});
