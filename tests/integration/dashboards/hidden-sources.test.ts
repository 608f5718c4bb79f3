import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiOperations } from "@/app/api/v1/openapi.json/operations";
import { addCard } from "@/lib/dashboards/add-card";
import { copyDraft } from "@/lib/dashboards/copy-draft";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import { getDraft } from "@/lib/dashboards/draft-queries";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { duplicateDashboard } from "@/lib/dashboards/duplicate-dashboard";
import { listLiterals } from "@/lib/dashboards/list-literals";
import { publishDraft } from "@/lib/dashboards/publish-draft";
import { restoreDashboardVersion } from "@/lib/dashboards/restore-dashboard-version";
import { saveDraft } from "@/lib/dashboards/save-draft";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import { createDomain } from "@/lib/domains/create-domain";
import type { DomainGrantInput } from "@/lib/domains/domain-schema";
import { updateDomain } from "@/lib/domains/update-domain";
import { closeEngines } from "@/lib/engines/close-engines";
import type { Actor } from "@/lib/identity/actor";
import { createApiKey } from "@/lib/identity/api-keys/create-api-key";
import { actionTable } from "../../support/action-table";
import { callAction } from "../../support/call-action";
import { callApi, cookieOf, operationTitle } from "../../support/call-api";
import { nothing } from "../../support/route-table";
import { createEmbedViewer, shareWithTenant, shareWithUser } from "./dashboard-fixture";
import { createDataWorld, type DataWorld } from "./data-world";

/*
 * A dashboard that shows a semantic domain to its author, edited by people who were never let into that domain. Every name
 * in the domain is a word that stands nowhere else, so that one search finds whatever gets out.
 */

let world: DataWorld;
let domainId: string;
let board: DashboardView;
/** The card that asks the domain. */
let cardId: string;

const word = /zephyr/i;

const definition = {
  datasets: [
    {
      name: "zephyr_trips",
      label: "Zephyr trips",
      table: { name: "flights" },
      dimensions: [{ name: "zephyr_route", label: "Zephyr route", type: "text" as const, column: "carrier" }],
      measures: [{ name: "zephyr_margin", label: "Zephyr margin", aggregation: "sum" as const, column: "id" }],
    },
  ],
};

const asked = {
  dimensions: [{ field: "zephyr_trips.zephyr_route" }],
  measures: ["zephyr_trips.zephyr_margin"],
  filters: [{ field: "zephyr_trips.zephyr_route", operator: "equals" as const, values: ["zephyr-north"] }],
};

const drawn = { xColumn: "zephyr_route", yColumns: ["zephyr_margin"], colors: { zephyr_margin: 3 } };

const place = (x: number) => ({ x, y: 0, width: 3, height: 3 });

const domainCard = () => ({
  kind: "BAR" as const,
  title: "By route",
  layout: place(0),
  domainId,
  query: asked,
  options: drawn,
  interactions: [{ action: "filter" as const, column: "zephyr_route", filter: "route" }],
});

const note = { kind: "TEXT" as const, title: "Note", layout: place(6), options: { markdown: "Hello" } };

beforeAll(async () => {
  world = await createDataWorld();
  const { author, project, powerUser, california, viewer, connectionId } = world;
  const domain = await createDomain(author, {
    projectId: project.id,
    name: "Zephyr economics",
    connectionId,
    definition,
    grants: [],
  });
  domainId = domain.id;
  board = await createDashboard(author, {
    projectId: project.id,
    title: "Routes",
    filters: [
      { name: "route", label: "Route", kind: "select", domainSource: { domainId, field: "zephyr_trips.zephyr_route" } },
      {
        name: "leg",
        label: "Leg",
        kind: "select",
        domainSource: { domainId, field: "zephyr_trips.zephyr_route" },
        narrowedBy: ["route"],
      },
    ],
    cards: [domainCard(), note],
  });
  cardId = board.cards[0]?.id ?? "";
  await shareWithUser(author, board.id, powerUser, "CONTRIBUTOR");
  await shareWithUser(author, board.id, california.powerUser, "EDITOR");
  await shareWithUser(author, board.id, viewer, "VIEWER");
});

afterAll(closeEngines);

const grant = (...grants: DomainGrantInput[]) => updateDomain(world.author, domainId, { grants });

const storedCard = () =>
  database.card.findUniqueOrThrow({
    where: { id: cardId },
    select: { kind: true, domainId: true, query: true, options: true, interactions: true },
  });
const storedFilters = async () =>
  (await database.dashboard.findUniqueOrThrow({ where: { id: board.id }, select: { filters: true } })).filters;

function expectNothing(answer: unknown, from: string): void {
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  expect(text.match(word)?.[0] ?? null, from).toBeNull();
  expect(text.includes(domainId), from).toBe(false);
}

const reads = apiOperations.filter(({ method, authentication }) => method === "get" && authentication !== "none");

/** What every reading route says to somebody, with the board's ids in its path. */
async function everyRead(headers: HeadersInit): Promise<{ title: string; status: number; text: string }[]> {
  const ids = { dashboardId: board.id, cardId, versionNumber: "1", id: world.project.id, projectId: world.project.id };
  const answers = [];
  for (const operation of reads) {
    const response = await callApi(operation, { "sec-fetch-site": "same-origin", ...headers }, ids);
    answers.push({ title: operationTitle(operation), status: response.status, text: await response.text() });
  }
  return answers;
}

const editors = () => [world.powerUser, world.california.powerUser];

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => error.code,
  );

/** The board as this editor's draft begins with it. */
const contentFor = async (actor: Actor): Promise<DraftContent> => draftContentOf(await getDashboard(actor, board.id));

const withTitle = (content: DraftContent, title: string): DraftContent => ({
  ...content,
  cards: content.cards.map((card) => (card.id === cardId ? { ...card, title } : card)),
});

describe("R09: reading a dashboard whose card asks a hidden domain", () => {
  test("R09: no route tells an editor without a grant the domain's id, name or fields, and its manager reads them", async () => {
    for (const editor of editors()) {
      await saveDraft(editor, board.id, { baseVersion: 1, revision: 0, content: await contentFor(editor) });
      const answers = await everyRead({ cookie: await cookieOf(editor.email) });
      for (const { title, text } of answers) expectNothing(text, `${editor.email} ${title}`);
      const found = answers.filter(({ status }) => status === 200).map(({ title }) => title);
      expect(found).toEqual(
        expect.arrayContaining([
          "GET /api/v1/dashboards/{dashboardId}",
          "GET /api/v1/dashboards/{dashboardId}/draft",
          "GET /api/v1/dashboards/{dashboardId}/versions/{versionNumber}",
          "GET /api/v1/dashboards/{dashboardId}/sources",
        ]),
      );
    }
    const managed = await everyRead({ cookie: await cookieOf(world.author.email) });
    const telling = managed.filter(({ text }) => text.includes(domainId) || word.test(text)).map(({ title }) => title);
    expect(telling).toEqual(
      expect.arrayContaining([
        "GET /api/v1/dashboards/{dashboardId}",
        "GET /api/v1/dashboards/{dashboardId}/versions/{versionNumber}",
        "GET /api/v1/dashboards/{dashboardId}/literals",
      ]),
    );
  });

  test("R09: no server action tells them either", async () => {
    const cookie = await cookieOf(world.california.powerUser.email);
    const reading = Object.entries(actionTable).filter(([, [, , args]]) => JSON.stringify(args).includes(nothing));
    expect(reading.length).toBeGreaterThan(40);
    for (const [name, [, , args]] of reading) {
      if (/^(delete|remove|discard|update|restore|publish)/.test(name)) continue;
      const filled = JSON.parse(JSON.stringify(args).replaceAll(nothing, board.id));
      expectNothing(await callAction(name, filled, cookie), name);
    }
  });

  test("R09: the card comes in its place with its title, and whoever only looks gets no column of it either", async () => {
    const seen = await getDashboard(world.powerUser, board.id);
    expect(seen.cards[0]).toMatchObject({ id: cardId, kind: "BAR", title: "By route", sourceHidden: true });
    expect(seen.filters[0]).toMatchObject({ name: "route", offersValues: false, sourceHidden: true });
    const looked = await getDashboard(world.viewer, board.id);
    expectNothing(looked, "viewer");
    expect(JSON.stringify(looked)).not.toContain("sourceHidden");
    const literals = await listLiterals(world.powerUser, board.id);
    expect(literals.parts.find(({ name }) => name === "By route")).toMatchObject({ sourceHidden: true, constants: [] });
    expectNothing(literals, "literals");
  });

  test("R09: a token that edits, and an API key whose maker lost their role, are told no more", async () => {
    const tokenBoard = await createDashboard(world.author, {
      projectId: world.project.id,
      title: "For a token",
      cards: [domainCard()],
      filters: [{ name: "route", label: "Route", kind: "text" }],
    });
    await shareWithTenant(world.author, tokenBoard.id, world.california.tenant.id, "EDITOR");
    const bearer = await createEmbedViewer(world, {
      tenantId: world.california.tenant.id,
      dashboardId: tokenBoard.id,
      allowEdit: true,
    });
    const view = await getDashboard(bearer, tokenBoard.id);
    expect(view).toMatchObject({ version: 1, cards: [{ sourceHidden: true }] });
    expectNothing(view, "token");
    const { key } = await createApiKey(world.admin, { name: "Reader", scopes: ["dashboard:read", "dashboard:write"] });
    const read = () =>
      callApi(
        { method: "get", path: "/api/v1/dashboards/{dashboardId}" },
        { authorization: `Bearer ${key}` },
        { dashboardId: board.id },
      );
    expect(await (await read()).text()).toContain(domainId);
    await database.user.update({ where: { id: world.admin.userId }, data: { role: "POWER_USER" } });
    expectNothing(await (await read()).text(), "key");
    await database.user.update({ where: { id: world.admin.userId }, data: { role: "ADMIN" } });
  });
});

describe("R09: saving a dashboard whose card asks a hidden domain", () => {
  test("R09: an edit, a new card and a published draft leave the source, the drawing and the filters as they were", async () => {
    const before = await storedCard();
    const filters = await storedFilters();
    const { powerUser } = world;
    const { cards, filters: shown, version } = await getDashboard(powerUser, board.id);
    const sent = cards.map((card) => ({ ...card, title: `${card.title}!`, layout: { ...card.layout, y: 4 } }));
    const declared = shown.map(({ offersValues: _, ...filter }) => ({ ...filter, label: `${filter.label}!` }));
    const edited = await updateDashboard(powerUser, board.id, { cards: sent, filters: declared, version });
    expect(edited.cards[0]).toMatchObject({ title: "By route!", layout: { y: 4 }, sourceHidden: true });
    expect(await storedCard()).toEqual(before);
    expect(await storedFilters()).toEqual(
      (filters as { label: string }[]).map((filter) => ({ ...filter, label: `${filter.label}!` })),
    );
    await updateDashboard(powerUser, board.id, { title: "Routes again" });
    const added = await addCard(powerUser, board.id, { card: note, version: (edited.version ?? 0) + 1 });
    expect(added.cards).toHaveLength(edited.cards.length + 1);
    const other = world.california.powerUser;
    const draft = await getDraft(other, board.id);
    const content = withTitle(await contentFor(other), "From a draft");
    const baseVersion = (await getDashboard(other, board.id)).version ?? 0;
    const { revision } = await saveDraft(other, board.id, { baseVersion, revision: draft.revision, content });
    const published = await publishDraft(other, board.id, { revision });
    expect(published.dashboard.cards.find(({ id }) => id === cardId)).toMatchObject({ title: "From a draft" });
    expectNothing(published, "published");
    expect(await storedCard()).toEqual(before);
  });

  test("R09: the hidden source goes to no other dashboard, no second card, and no card that it was not of", async () => {
    const { powerUser, project } = world;
    const { cards, filters } = await getDashboard(powerUser, board.id);
    const hidden = cards.find(({ id }) => id === cardId);
    const shown = filters.map(({ offersValues: _, ...filter }) => filter);
    if (!hidden) throw new Error("the card is gone");
    const { id: _, ...copy } = hidden;
    const elsewhere = (more: object) =>
      codeOf(createDashboard(powerUser, { projectId: project.id, title: "Mine", ...more }));
    expect(await elsewhere({ cards: [copy] })).toBe("forbidden");
    expect(await elsewhere({ cards: [hidden] })).toBe("forbidden");
    expect(await elsewhere({ filters: shown })).toBe("forbidden");
    expect(await codeOf(duplicateDashboard(powerUser, board.id))).toBe("forbidden");
    expect(await codeOf(updateDashboard(powerUser, board.id, { cards: [...cards, copy] }))).toBe("forbidden");
    const strange = { ...hidden, id: cards.find(({ kind }) => kind === "TEXT")?.id };
    expect(await codeOf(updateDashboard(powerUser, board.id, { cards: [strange] }))).toBe("forbidden");
    const renamed = shown.map((filter) => ({ ...filter, name: `${filter.name}_2` }));
    expect(await codeOf(updateDashboard(powerUser, board.id, { cards: [...cards], filters: renamed }))).toBe(
      "forbidden",
    );
    const { revision } = await saveDraft(powerUser, board.id, {
      baseVersion: 1,
      revision: (await getDraft(powerUser, board.id)).revision,
      content: await contentFor(powerUser),
    });
    expect(await codeOf(copyDraft(powerUser, board.id, { revision }))).toBe("forbidden");
    const named = { ...domainCard(), id: cardId };
    expect(await codeOf(updateDashboard(powerUser, board.id, { cards: [named] }))).toBe("not_found");
    expect(await codeOf(duplicateDashboard(world.author, board.id))).toBe("done");
  });

  test("R09: a draft keeps what its author asked while they saw the domain, and shows it while they do", async () => {
    const { powerUser } = world;
    await grant({ scope: "ALL_ORGANIZATION_USERS" });
    const open = await contentFor(powerUser);
    const changed = {
      ...open,
      cards: open.cards.map((card) => (card.id === cardId ? { ...card, query: { ...asked, limit: 7 } } : card)),
    };
    const version = (await getDashboard(powerUser, board.id)).version ?? 0;
    const before = await getDraft(powerUser, board.id);
    const save = async (content: DraftContent, revision: number) =>
      (await saveDraft(powerUser, board.id, { baseVersion: version, revision, content })).revision;
    let revision = await save(changed as DraftContent, before.revision);
    await grant();
    const closed = await getDraft(powerUser, board.id);
    expectNothing(closed, "draft of before");
    revision = await save(withTitle(closed.content, "Renamed"), revision);
    await grant({ scope: "ALL_ORGANIZATION_USERS" });
    const again = (await getDraft(powerUser, board.id)).content.cards.find(({ id }) => id === cardId);
    expect(again).toMatchObject({ title: "Renamed", domainId, query: { limit: 7 }, options: drawn });
    await grant();
    await publishDraft(powerUser, board.id, { revision });
    expect((await storedCard()).query).not.toHaveProperty("limit", 7);
    expect((await storedCard()).domainId).toBe(domainId);
  });

  test("R09: a source of one's own takes the place of the hidden one", async () => {
    const { powerUser, connectionId } = world;
    const { cards } = await getDashboard(powerUser, board.id);
    const own = { connectionId, sql: "SELECT 1 AS a", options: { xColumn: "a", yColumns: ["a"] } };
    const sent = cards.map((card) => (card.id === cardId ? { ...card, ...own } : card));
    await updateDashboard(powerUser, board.id, { cards: sent as never });
    expect(await storedCard()).toMatchObject({ domainId: null, query: null, options: own.options });
    // Nobody who does not see the domain brings it back; whoever does, does.
    expect(await codeOf(restoreDashboardVersion(powerUser, board.id, 1))).toBe("not_found");
    expect(await codeOf(restoreDashboardVersion(world.author, board.id, 1))).toBe("done");
    await updateDashboard(world.author, board.id, { title: "Later" });
    expect(await codeOf(restoreDashboardVersion(powerUser, board.id, 1))).toBe("done");
    expect(await storedCard()).toMatchObject({ domainId, options: drawn });
  });
});
