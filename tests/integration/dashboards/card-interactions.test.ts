import { beforeAll, describe, expect, test } from "vitest";
import type { CardInput } from "@/lib/dashboards/card-schema";
import { copyDraft } from "@/lib/dashboards/copy-draft";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import { findDraft } from "@/lib/dashboards/draft-queries";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { listDrillTargets } from "@/lib/dashboards/list-drill-targets";
import { publishDraft } from "@/lib/dashboards/publish-draft";
import { restoreDashboardVersion } from "@/lib/dashboards/restore-dashboard-version";
import { saveDraft } from "@/lib/dashboards/save-draft";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { createProject } from "@/lib/projects/create-project";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, type World } from "../../support/world";
import {
  apiClient,
  createBoard,
  createBoardWorld,
  createEmbedViewer,
  numberCard,
  shareWithTenant,
  shareWithUser,
} from "./dashboard-fixture";

let world: World;
let connectionId: string;

beforeAll(async () => {
  ({ world, connectionId } = await createBoardWorld());
});

type Interaction = Extract<CardInput, { kind: "NUMBER" }>["interactions"];

const clicking = (...interactions: NonNullable<Interaction>) => numberCard(connectionId, { interactions });

const leadingTo = (dashboardId: string, filter = "carrier") =>
  clicking({ action: "dashboard", dashboardId, filters: [{ column: "people", filter }] });

const board = (owner: Actor = world.author, more: { tenantId?: string } = {}) =>
  createBoard(owner, world, connectionId, more);

/** Every door by which a card's clicks are written. */
const doors: Readonly<Record<string, (actor: Actor, on: DashboardView, card: CardInput) => Promise<unknown>>> = {
  creating: (actor, _, card) => createDashboard(actor, { projectId: world.project.id, title: "New", cards: [card] }),
  updating: (actor, on, card) => updateDashboard(actor, on.id, { cards: [card] }),
  publishing: async (actor, on, card) => publishDraft(actor, on.id, { revision: await drafted(actor, on, card) }),
  copying: async (actor, on, card) => copyDraft(actor, on.id, { revision: await drafted(actor, on, card) }),
};

async function drafted(actor: Actor, on: DashboardView, card: CardInput): Promise<number> {
  const content = draftContentOf(on);
  const unsaved = { ...(content.cards[0] as DraftContent["cards"][number]), ...card, id: uuidv7() };
  const draft = { ...content, cards: [unsaved] } as DraftContent;
  const revision = (await findDraft(actor, on.id))?.revision ?? 0;
  return (await saveDraft(actor, on.id, { baseVersion: 1, revision, content: draft })).revision;
}

/** What a refusal says, all of it. */
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    ({ code, message, fields }) => ({ code, message, fields }),
  );

describe.each(Object.keys(doors))("by %s", (name) => {
  const write = (actor: Actor, on: DashboardView, card: CardInput) =>
    doors[name]?.(actor, on, card) as Promise<unknown>;

  test("a foreign, a hidden, another project's and a missing dashboard are refused in the same words", async () => {
    const stranger = await createForeignAdmin();
    const elsewhere = await createProject(stranger, { name: "Elsewhere" });
    const foreign = await createDashboard(stranger, { projectId: elsewhere.id, title: "Foreign", cards: [] });
    const project = await createProject(world.admin, { name: `Second, for ${name}` });
    const nextDoor = await createDashboard(world.admin, { projectId: project.id, title: "Next door", cards: [] });
    const hidden = await board(world.powerUser);
    const texan = await board(world.author, { tenantId: world.texas.tenant.id });
    const { powerUser } = world.california;
    const own = await board(powerUser);
    const answers = [];
    for (const { id } of [{ id: uuidv7() }, foreign, nextDoor, hidden, texan]) {
      answers.push(await refusal(write(powerUser, own, leadingTo(id))));
    }
    expect(answers[0]).toEqual({
      code: "invalid_input",
      message: "“People”: Choose a dashboard of this project that you can open",
      fields: { "cards.0.interactions.0.dashboardId": "Choose a dashboard of this project that you can open" },
    });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await getDashboard(powerUser, own.id)).version).toBe(1);
  });

  test("one that reaches the author is led to, with filters that it has", async () => {
    const { powerUser } = world.california;
    const [own, target] = [await board(powerUser), await board()];
    await shareWithUser(world.author, target.id, powerUser, "VIEWER");
    expect(await refusal(write(powerUser, own, leadingTo(target.id, "state")))).toEqual({
      code: "invalid_input",
      message: "“People”: That dashboard has no filter called state",
      fields: { "cards.0.interactions.0.filters.0.filter": "That dashboard has no filter called state" },
    });
    expect(await refusal(write(powerUser, own, leadingTo(target.id)))).toBeNull();
  });

  test("R07: a filter that the dashboard does not declare is refused, and so are rows of SQL, each at its place", async () => {
    const own = await board();
    const card = clicking({ action: "filter", column: "people", filter: "nobody" }, { action: "rows" });
    expect(await refusal(write(world.author, own, card))).toEqual({
      code: "invalid_input",
      message: "“People”: The dashboard has no filter called nobody",
      fields: {
        "cards.0.interactions.0.filter": "The dashboard has no filter called nobody",
        "cards.0.interactions.1.action": "Only a card over a domain can show its rows",
      },
    });
  });
});

describe("a mistake that is there already", () => {
  test("does not keep others from editing, and no new one comes in beside it", async () => {
    const target = await board();
    const shared = await board();
    await updateDashboard(world.author, shared.id, { cards: [leadingTo(target.id)] });
    await shareWithUser(world.author, shared.id, world.powerUser, "EDITOR");
    const cards = [{ ...leadingTo(target.id), title: "Renamed" }];
    const edited = await updateDashboard(world.powerUser, shared.id, { cards });
    expect(edited.cards).toMatchObject([{ title: "Renamed", interactions: [{ dashboardId: target.id }] }]);
    const another = [...cards, leadingTo((await board()).id)];
    expect(await refusal(updateDashboard(world.powerUser, shared.id, { cards: another }))).toMatchObject({
      fields: { "cards.1.interactions.0.dashboardId": expect.any(String) },
    });
  });

  test("a filter that a card leads to cannot be taken away under it", async () => {
    const own = await board();
    const card = clicking({ action: "filter", column: "people", filter: "carrier" });
    await updateDashboard(world.author, own.id, { cards: [card] });
    expect(await refusal(updateDashboard(world.author, own.id, { filters: [] }))).toMatchObject({
      code: "invalid_input",
      message: "“People”: The dashboard has no filter called carrier",
    });
    await updateDashboard(world.author, own.id, { filters: [], cards: [clicking()] });
  });

  test("a version that leads to a dashboard that is gone does not come back", async () => {
    const [own, target] = [await board(), await board()];
    const { version } = await updateDashboard(world.author, own.id, { cards: [leadingTo(target.id)] });
    await updateDashboard(world.author, own.id, { cards: [clicking()] });
    await deleteDashboard(world.author, target.id);
    expect(await refusal(restoreDashboardVersion(world.author, own.id, Number(version)))).toMatchObject({
      code: "invalid_input",
      fields: { "cards.0.interactions.0.dashboardId": expect.any(String) },
    });
  });
});

describe("R08: who is nobody by name", () => {
  test("a dashboard token leads from its dashboard to no other, and to itself", async () => {
    const { tenant } = world.california;
    const [own, other] = [
      await board(world.author, { tenantId: tenant.id }),
      await board(world.author, { tenantId: tenant.id }),
    ];
    const token = await createEmbedViewer(world, { dashboardId: own.id, tenantId: tenant.id, allowEdit: true });
    expect(await refusal(updateDashboard(token, own.id, { cards: [leadingTo(other.id)] }))).toMatchObject({
      code: "invalid_input",
    });
    expect(await refusal(updateDashboard(token, own.id, { cards: [leadingTo(own.id)] }))).toBeNull();
  });

  test("an API key leads to what its creator can open", async () => {
    const [own, target] = [await board(), await board()];
    const key = apiClient(world);
    expect(await refusal(updateDashboard(key, own.id, { cards: [leadingTo(target.id)] }))).toBeNull();
    expect(await refusal(updateDashboard(key, own.id, { cards: [leadingTo(uuidv7())] }))).toMatchObject({
      code: "invalid_input",
    });
  });
});

test("what a domain card has no column of is refused at its place", async () => {
  const { id: domainId } = await database.semanticDomain.create({
    data: {
      organizationId: world.organizationId,
      projectId: world.project.id,
      connectionId,
      name: "Flights",
      definition: { datasets: [], relationships: [] },
    },
    select: { id: true },
  });
  const own = await board();
  const card = (column: string): CardInput => ({
    kind: "BAR",
    title: "By month",
    domainId,
    query: { dimensions: [{ field: "flights.day", grain: "month" }], measures: ["flights.count"] },
    options: { xColumn: "day_month", yColumns: ["count"] },
    layout: { x: 0, y: 0, width: 4, height: 4 },
    interactions: [{ action: "filter", column, filter: "carrier" }, { action: "rows" }],
  });
  expect(await refusal(updateDashboard(world.author, own.id, { cards: [card("day")] }))).toEqual({
    code: "invalid_input",
    message: "“By month”: The card has no column called day",
    fields: { "cards.0.interactions.0.column": "The card has no column called day" },
  });
  expect(await refusal(updateDashboard(world.author, own.id, { cards: [card("day_month")] }))).toBeNull();
});

test("a viewer learns of the dashboards that clicks lead to as far as these reach them, and nothing of the others", async () => {
  const { tenant, viewer } = world.california;
  const [own, open, hidden] = [await board(), await board(), await board()];
  const cards = [leadingTo(open.id), leadingTo(hidden.id), clicking()];
  const shown = await updateDashboard(world.author, own.id, { cards });
  for (const { id } of [own, open]) await shareWithTenant(world.author, id, tenant.id);
  expect(await listDrillTargets(viewer, await getDashboard(viewer, own.id))).toEqual([
    { id: open.id, title: open.title },
  ]);
  expect((await listDrillTargets(world.author, shown)).map(({ id }) => id).sort()).toEqual([open.id, hidden.id].sort());
  expect(await listDrillTargets(world.texas.viewer, shown)).toEqual([]);
  expect(await listDrillTargets(await createForeignAdmin(), shown)).toEqual([]);
});
