import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addCard } from "@/lib/dashboards/add-card";
import type { CardInput } from "@/lib/dashboards/card-schema";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { duplicateDashboard } from "@/lib/dashboards/duplicate-dashboard";
import { listEditableDashboards } from "@/lib/dashboards/list-editable-dashboards";
import { openDraftRun } from "@/lib/dashboards/run-draft";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { createDomain } from "@/lib/domains/create-domain";
import type { DomainGrantInput } from "@/lib/domains/domain-schema";
import { updateDomain } from "@/lib/domains/update-domain";
import { closeEngines } from "@/lib/engines/close-engines";
import type { Actor, OrganizationUser } from "@/lib/identity/actor";
import { exploreDomain } from "@/lib/queries/explore-domain";
import { exploreRows } from "@/lib/queries/explore-rows";
import { exportExploration } from "@/lib/queries/export-exploration";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { uuidv7 } from "@/lib/uuid";
import { callApi, cookieOf } from "../../support/call-api";
import { createForeignAdmin } from "../../support/world";
import { createEmbedViewer, shareWithUser } from "../dashboards/dashboard-fixture";
import { canary, createDataWorld, type DataWorld, flightsOf } from "../dashboards/data-world";
import { flightsDefinition } from "./flights-domain";

let world: DataWorld;
let domainId: string;

const query = {
  dimensions: [{ field: "flights.carrier" }],
  measures: ["flights.flight_count"],
  sort: [{ column: "carrier", direction: "ascending" as const }],
};
const asked = (more: object = {}) => ({ projectId: world.project.id, domainId, query, ...more });
const grant = (...grants: DomainGrantInput[]) => updateDomain(world.author, domainId, { grants });
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.code,
  );

async function textOf(lines: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const line of lines) text += line;
  return text;
}

const csv = async (actor: Actor, more: object = {}) => textOf((await exportExploration(actor, asked(more))).lines);

beforeAll(async () => {
  world = await createDataWorld();
  const { project, connectionId } = world;
  const definition = structuredClone(flightsDefinition);
  definition.datasets?.[0]?.dimensions?.push({ name: "formula", type: "text", expression: "'=1+' || carrier" });
  const domain = await createDomain(world.author, { projectId: project.id, name: "Flights", connectionId, definition });
  domainId = domain.id;
});

beforeEach(async () => {
  await grant({ scope: "ALL_TENANTS" });
});

afterAll(closeEngines);

/** What each door of exploring says to an actor. */
async function doors(actor: Actor): Promise<Record<string, string>> {
  return {
    explore: await codeOf(exploreDomain(actor, asked())),
    values: await codeOf(exploreDomain(actor, asked({ query: { dimensions: query.dimensions }, distinct: true }))),
    rows: await codeOf(exploreRows(actor, asked({ row: { carrier: "AA" } }))),
    csv: await codeOf(exportExploration(actor, asked())),
  };
}
const every = (code: string) => ({ explore: code, values: code, rows: code, csv: code });

describe("who may explore", () => {
  test("R09: a hidden domain is behind no door of exploring, and its grant opens all of them", async () => {
    const { california } = world;
    await grant({ scope: "TENANT", tenantId: world.texas.tenant.id });
    expect(await doors(california.viewer)).toEqual(every("not_found"));
    expect(await doors(california.powerUser)).toEqual(every("not_found"));
    await grant({ scope: "TENANT", tenantId: california.tenant.id });
    expect(await doors(california.viewer)).toEqual(every("done"));
  });

  test("another organization's domain, and one under another project's id, are like none", async () => {
    expect(await doors(await createForeignAdmin())).toEqual(every("not_found"));
    const elsewhere = { projectId: uuidv7() };
    expect(await codeOf(exploreRows(world.author, asked(elsewhere)))).toBe("not_found");
    expect(await codeOf(exportExploration(world.author, asked(elsewhere)))).toBe("not_found");
  });

  test("R09: a session with a locked filter, and one that is kept from domains, pass none of the doors", async () => {
    const { california } = world;
    const of = { tenantId: california.tenant.id, userId: california.viewer.userId };
    expect(await doors(await createEmbedViewer(world, of))).toEqual(every("done"));
    expect(await doors(await createEmbedViewer(world, { ...of, params: { carrier: "AA" } }))).toEqual(
      every("forbidden"),
    );
    const kept = await createEmbedViewer(world, of);
    await database.embedSession.update({
      where: { id: kept.embedSessionId },
      data: { semanticDomainAccess: { mode: "none", domains: [] } },
    });
    expect(await doors(kept)).toEqual(every("not_found"));
  });

  test("R15: a session without tenancy looks and takes nothing along", async () => {
    const admin: OrganizationUser = {
      ...world.admin,
      tenancyOff: { sessionId: uuidv7(), until: new Date(Date.now() + 60_000) },
    };
    expect(await doors(admin)).toEqual({ ...every("done"), csv: "forbidden" });
  });
});

describe("whose rows", () => {
  test("every door shows a tenant its own rows, whoever it is asked beside", async () => {
    const { california, texas, author } = world;
    const rows = await exploreRows(california.viewer, asked({ row: { carrier: "AA" } }));
    expect(rows.data[1]).toEqual(["California"]);
    expect((await exploreRows(author, asked({ row: { carrier: "AA" } }))).rowCount).toBe(2);
    const asTexas = await exploreRows(author, asked({ row: {}, asTenantId: texas.tenant.id }));
    expect(asTexas.rowCount).toBe(flightsOf.Texas);
    expect(await csv(texas.viewer)).toBe("carrier,flight_count\r\nAA,1\r\nWN,1\r\n");
    expect(await csv(author, { asTenantId: california.tenant.id })).toBe("carrier,flight_count\r\nAA,1\r\nUA,2\r\n");
    const values = await exploreDomain(
      california.viewer,
      asked({ query: { dimensions: query.dimensions, sort: query.sort }, distinct: true }),
    );
    expect(values.data).toEqual([["AA", "UA"]]);
    expect(await codeOf(exploreRows(california.viewer, asked({ asTenantId: texas.tenant.id })))).toBe("forbidden");
    expect(await codeOf(exportExploration(california.viewer, asked({ asTenantId: texas.tenant.id })))).toBe(
      "forbidden",
    );
  });

  test("R19: the rows behind a value tell no table and no hidden field", async () => {
    const answer = await exploreRows(world.california.viewer, asked({ row: { carrier: "AA" } }));
    expect(Object.keys(answer).sort()).toEqual(["asOf", "columns", "data", "fields", "rowCount", "truncated"]);
    expect(JSON.stringify(answer)).not.toContain(canary);
    const unknown = exploreRows(world.california.viewer, asked({ row: { note: "x" } }));
    expect(await codeOf(unknown)).toBe("query_refused");
  });

  test("R24: a cell that a spreadsheet would run is text in the file, and the file is the answer's rows", async () => {
    const formula = { dimensions: [{ field: "flights.formula" }], sort: [], limit: 2 };
    const answer = await exploreDomain(world.california.viewer, asked({ query: { ...formula } }));
    const text = await csv(world.california.viewer, { query: { ...formula } });
    expect(answer.rowCount).toBe(2);
    expect(text.trimEnd().split("\r\n")).toHaveLength(3);
    expect(text).toContain("'=1+");
    expect(text).not.toMatch(/(^|[\n,])=/);
  });

  test("the routes answer a signed-in person what the commands do", async () => {
    const headers = { cookie: await cookieOf(world.texas.viewer.email), "sec-fetch-site": "same-origin" };
    const post = (path: string, body: object) =>
      callApi({ method: "post", path, request: { body: {} as never } }, headers, {}, { body });
    const file = await post("/api/v1/explore/export.csv", asked());
    expect(file.headers.get("x-row-count")).toBe("2");
    expect(await file.text()).toBe("carrier,flight_count\r\nAA,1\r\nWN,1\r\n");
    const rows = await post("/api/v1/explore/rows", asked({ row: { carrier: "WN" } }));
    expect(await rows.json()).toMatchObject({ rowCount: 1, data: [["WN"], ["Texas"], ["=1+WN"]] });
  });
});

describe("saving an answer as a card", () => {
  const card = (more: object = {}): CardInput => ({
    kind: "BAR",
    title: "By carrier",
    domainId,
    query,
    options: { xColumn: "carrier", yColumns: ["flight_count"] },
    layout: { x: 0, y: 0, width: 6, height: 5 },
    ...more,
  });
  const board = (actor: Actor, more: object = {}) =>
    createDashboard(actor, { projectId: world.project.id, title: "Mine", cards: [card({ title: "First" })], ...more });

  test("puts it in the first free place and leaves the other cards as they were", async () => {
    const { powerUser } = world.california;
    const text = { kind: "TEXT" as const, title: "", options: { markdown: "Hello" }, layout: card().layout };
    const {
      id,
      version = 0,
      cards,
    } = await board(powerUser, {
      cards: [card({ title: "First" }), { ...text, layout: { x: 6, y: 0, width: 3, height: 5 } }],
    });
    const after = await addCard(powerUser, id, { card: card(), version });
    expect(after.version).toBe(version + 1);
    expect(after.cards.slice(0, 2)).toEqual(cards);
    expect(after.cards[2]).toMatchObject({
      title: "By carrier",
      domainId,
      layout: { x: 0, y: 5, width: 6, height: 5 },
    });
  });

  test("refuses a version that somebody has gone beyond, and loses nothing of theirs", async () => {
    const { powerUser } = world.california;
    const { id, version = 0 } = await board(powerUser);
    await updateDashboard(powerUser, id, { title: "Changed" });
    expect(await codeOf(addCard(powerUser, id, { card: card(), version }))).toBe("conflict");
    const now = await getDashboard(powerUser, id);
    expect([now.title, now.cards.length]).toEqual(["Changed", 1]);
    expect((await addCard(powerUser, id, { card: card(), version: now.version ?? 0 })).cards).toHaveLength(2);
  });

  describe("from a session that is kept to some domains", () => {
    const sql = "SELECT carrier, count(*) AS flight_count FROM flights GROUP BY carrier";
    const sqlCard = () => card({ domainId: null, query: null, connectionId: world.connectionId, sql });
    const columnFilter = (column: string) => ({
      name: "carrier",
      label: "Carrier",
      kind: "select" as const,
      source: { connectionId: world.connectionId, table: "flights", column },
    });
    async function keptTo(mode: "include" | "exclude" | "none", domains: string[], more: object = {}) {
      const { tenant, powerUser } = world.california;
      const of = { tenantId: tenant.id, userId: powerUser.userId, role: "POWER_USER", allowEdit: true } as const;
      const session = await createEmbedViewer(world, { ...of, ...more });
      await database.embedSession.update({
        where: { id: session.embedSessionId },
        data: { semanticDomainAccess: { mode, domains } },
      });
      return session;
    }
    const hiddenDomain = async () => {
      const { project, connectionId } = world;
      const name = `Hidden ${uuidv7()}`;
      const grants = [{ scope: "ALL_TENANTS" as const }];
      const input = { projectId: project.id, name, connectionId, definition: flightsDefinition, grants };
      return (await createDomain(world.author, input)).id;
    };

    test("R09: cards of its domains are saved, of others not found, and SQL is forbidden, on new boards and old", async () => {
      const hidden = await hiddenDomain();
      for (const session of [await keptTo("include", [domainId]), await keptTo("exclude", [hidden])]) {
        const made = await board(session);
        const change = (cards: CardInput[]) => codeOf(updateDashboard(session, made.id, { cards }));
        const add = async (one: CardInput) =>
          codeOf(
            addCard(session, made.id, { card: one, version: (await getDashboard(session, made.id)).version ?? 0 }),
          );
        expect(await add(card())).toBe("done");
        expect([await add(card({ domainId: hidden })), await add(sqlCard())]).toEqual(["not_found", "forbidden"]);
        expect(await change([card({ domainId: hidden })])).toBe("not_found");
        expect(await change([sqlCard()])).toBe("forbidden");
        expect(await codeOf(board(session, { cards: [card({ domainId: hidden })] }))).toBe("not_found");
        expect(await codeOf(board(session, { cards: [sqlCard()] }))).toBe("forbidden");
        expect((await getDashboard(session, made.id)).cards).toHaveLength(2);
      }
    });

    test("R09: SQL and columns that a board has already stay as they are, and no other takes their place", async () => {
      const session = await keptTo("include", [domainId]);
      const { powerUser } = world.california;
      const made = await board(powerUser, { cards: [sqlCard()], filters: [columnFilter("carrier")] });
      const [stored] = made.cards;
      const write = (input: object) => codeOf(updateDashboard(session, made.id, input));
      expect(await codeOf(addCard(session, made.id, { card: card(), version: made.version ?? 0 }))).toBe("done");
      expect(await write({ cards: [{ ...stored, title: "Renamed" }] })).toBe("done");
      expect(await write({ cards: [{ ...stored, sql: "SELECT note FROM flights" }] })).toBe("forbidden");
      expect(await write({ cards: [sqlCard()] })).toBe("forbidden");
      expect(await write({ filters: [columnFilter("carrier")] })).toBe("done");
      expect(await write({ filters: [columnFilter("note")] })).toBe("forbidden");
      const [kept] = (await getDashboard(powerUser, made.id)).cards;
      expect(kept).toMatchObject({ title: "Renamed", sql });
    });

    test("R09: with a locked filter, or without any domain, it saves nothing", async () => {
      for (const session of [
        await keptTo("include", [domainId], { params: { carrier: "AA" } }),
        await keptTo("none", []),
      ]) {
        expect(await codeOf(board(session))).toBe("forbidden");
        const { id, version = 0 } = await board(world.california.powerUser, { cards: [] });
        expect(await codeOf(addCard(session, id, { card: card(), version }))).toBe("forbidden");
      }
    });
  });

  test("a condition on a hidden field is saved and tried by nobody but those who manage domains, whose cards keep theirs", async () => {
    const { california, author } = world;
    const hidden = { field: "flights.note", operator: "starts_with" as const, values: ["C"] };
    const telling = (value: string) => card({ query: { ...query, filters: [{ ...hidden, values: [value] }] } });
    const made = await board(california.powerUser);
    const { id, version = 0 } = made;
    expect(await codeOf(addCard(california.powerUser, id, { card: telling("C"), version }))).toBe("query_refused");
    expect(await codeOf(board(california.powerUser, { cards: [telling("C")] }))).toBe("query_refused");
    const source = { connectionId: null, sql: null, domainId, query: { ...query, filters: [hidden] } };
    const run = { cards: [{ id: uuidv7(), title: "Telling", ...source }] };
    expect(await codeOf(openDraftRun(california.powerUser, id, run))).toBe("query_refused");

    const { id: theirs } = await board(author, { tenantId: california.tenant.id, cards: [telling("C")] });
    await shareDashboard(author, theirs, { scope: "USER", userId: california.powerUser.userId, level: "EDITOR" });
    const { version: newest = 0 } = await getDashboard(california.powerUser, theirs);
    expect(await codeOf(addCard(california.powerUser, theirs, { card: card(), version: newest }))).toBe("done");
    expect(await codeOf(duplicateDashboard(california.powerUser, theirs))).toBe("done");
    expect(await codeOf(board(california.powerUser, { cards: [telling("CA")] }))).toBe("query_refused");
  });

  test("R09: a hidden domain cannot be saved", async () => {
    const { powerUser } = world.california;
    const { id, version = 0 } = await board(powerUser, { cards: [] });
    await grant({ scope: "TENANT", tenantId: world.texas.tenant.id });
    expect(await codeOf(addCard(powerUser, id, { card: card(), version }))).toBe("not_found");
    await grant({ scope: "ALL_TENANTS" });
    expect(await codeOf(addCard(powerUser, id, { card: card(), version }))).toBe("done");
  });

  test("is for those who may edit: others are refused, and who cannot see the dashboard does not find it", async () => {
    const { california, texas } = world;
    const { id, version = 0 } = await board(california.powerUser);
    await shareWithUser(california.powerUser, id, california.viewer, "EDITOR");
    expect(await codeOf(addCard(california.viewer, id, { card: card(), version }))).toBe("forbidden");
    expect(await codeOf(addCard(texas.powerUser, id, { card: card(), version }))).toBe("not_found");
    expect(await codeOf(addCard(await createForeignAdmin(), id, { card: card(), version }))).toBe("not_found");
    expect(await codeOf(addCard(california.powerUser, id, { card: card(), version }))).toBe("done");
  });

  test("R19: a dashboard that reaches several tenants takes no card of a tenant's person, and offers itself to none", async () => {
    const { california, texas, admin } = world;
    const { id, version = 0 } = await board(admin);
    await shareDashboard(admin, id, { scope: "USER", userId: california.powerUser.userId, level: "EDITOR" });
    await shareDashboard(admin, id, { scope: "TENANT", tenantId: texas.tenant.id, level: "VIEWER" });
    expect(await codeOf(addCard(california.powerUser, id, { card: card(), version }))).toBe("forbidden");
    const offered = await listEditableDashboards(california.powerUser, { projectId: world.project.id, limit: 50 });
    expect(offered.map((one) => one.id)).not.toContain(id);
    expect(offered.length).toBeGreaterThan(0);
    expect(offered.every(({ tenantId }) => tenantId === california.tenant.id)).toBe(true);
  });

  test("dashboards that one may edit are found beyond those that one may only see", async () => {
    const { california, admin, project } = world;
    const mine = await board(california.powerUser, { title: "Needle" });
    for (let count = 0; count < 3; count += 1) {
      const { id } = await board(admin, { title: `Newer ${count}` });
      await shareDashboard(admin, id, { scope: "TENANT", tenantId: california.tenant.id, level: "VIEWER" });
    }
    const found = await listEditableDashboards(california.powerUser, { projectId: project.id, limit: 1 });
    expect(found).toEqual([expect.objectContaining({ id: mine.id })]);
    expect(await codeOf(listEditableDashboards(california.viewer, { projectId: project.id, limit: 1 }))).toBe(
      "forbidden",
    );
  });
});
