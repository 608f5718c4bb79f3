import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { shiftClock } from "@/lib/clock";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { explainCard } from "@/lib/dashboards/explain-card";
import { runDashboard } from "@/lib/dashboards/run-dashboard";
import { database } from "@/lib/database";
import { inspectEmbedToken } from "@/lib/embed/inspect-embed-token";
import { issuePreviewToken } from "@/lib/embed/issue-preview-token";
import type { PreviewTokenInput } from "@/lib/embed/preview-token-schema";
import type { Actor } from "@/lib/identity/actor";
import { actorFromEmbedToken } from "@/lib/identity/embed-sessions/verify-embed-token";
import { createPolicy } from "@/lib/policies/create-policy";
import { createProject } from "@/lib/projects/create-project";
import { readProjectSecret } from "@/lib/projects/project-secret";
import { uuidv7 } from "@/lib/uuid";
import { numberCard, shareWithTenant } from "../dashboards/dashboard-fixture";
import { createDataWorld, type DataWorld, flightsOf } from "../dashboards/data-world";
import { createTokenFixture, issued } from "./token-fixture";

let world: DataWorld;
let board: { readonly id: string; readonly secret: string; readonly cardIds: readonly string[] };
let foreign: { readonly projectId: string; readonly token: string };

const canary = "CANARY-parameter";

beforeAll(async () => {
  world = await createDataWorld();
  const { connectionId } = world;
  const card = (sql: string, tabId: string | null) => ({ ...numberCard(connectionId, { sql }), tabId });
  const { id, cards } = await createDashboard(world.author, {
    projectId: world.project.id,
    title: "Flights",
    filters: [{ name: "carrier", label: "Carrier", kind: "text" }],
    tabs: [
      { id: "first", title: "First" },
      { id: "second", title: "Second" },
    ],
    cards: [
      card("SELECT count(*) AS flights FROM flights", "first"),
      card("SELECT count(*) AS flights FROM flights WHERE carrier = {{ filter.carrier }}", "second"),
      card("SELECT min(id) AS flights FROM flights", null),
    ],
  });
  await shareWithTenant(world.author, id, world.california.tenant.id);
  const { secret } = await readDashboardSecret(world.admin, id);
  board = { id, secret, cardIds: cards.map((one) => one.id) };
  await createPolicy(world.admin, {
    projectId: world.project.id,
    connectionId,
    name: "notes",
    rules: [{ table: "flights", filter: "note <> {{ word }}" }],
  });
  const other = await createTokenFixture();
  const answer = await issued({ dashboardId: other.everybodys.id, dashboardSecret: other.everybodys.secret });
  foreign = { projectId: other.projectId, token: answer.accessToken };
});

afterEach(() => shiftClock(0));

const hostToken = async (more: object = {}) =>
  (await issued({ dashboardId: board.id, dashboardSecret: board.secret, ...more })).accessToken;

const inspect = (actor: Actor, token: string, projectId = world.project.id) =>
  inspectEmbedToken(actor, { projectId, token });

describe("trying an embed", () => {
  test("R05: a token comes without the secret to ADMINs alone, and is audited with who looked", async () => {
    const { tenant } = world.california;
    const answer = await issuePreviewToken(world.admin, { dashboardId: board.id, tenantId: tenant.id });
    expect(Object.keys(answer).sort()).toEqual(["accessToken", "expiresAt"]);
    const viewer = await actorFromEmbedToken(answer.accessToken);
    const outcomes = [];
    for await (const outcome of runDashboard(viewer, board.id, { cardIds: board.cardIds.slice(0, 1) }))
      outcomes.push(outcome);
    expect(outcomes).toMatchObject([{ result: { answer: { rows: { data: [[flightsOf.California]] } } } }]);
    const event = await database.auditEvent.findFirst({ where: { action: "token.previewed", targetId: board.id } });
    expect(event).toMatchObject({ actorId: world.admin.userId, tenantId: tenant.id });
    for (const actor of [world.author, world.powerUser, world.viewer, world.california.powerUser, viewer]) {
      await expect(issuePreviewToken(actor, { dashboardId: board.id })).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("it ends after 15 minutes, and a longer life cannot be asked for", async () => {
    const { accessToken } = await issuePreviewToken(world.admin, { dashboardId: board.id });
    shiftClock(890_000);
    await actorFromEmbedToken(accessToken);
    shiftClock(970_000);
    await expect(actorFromEmbedToken(accessToken)).rejects.toMatchObject({ code: "unauthenticated" });
    const longer = { dashboardId: board.id, tokenExpiry: 86_400 };
    await expect(issuePreviewToken(world.admin, longer as never)).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("what a host's token could not be for, this one cannot either", async () => {
    const { texas } = world;
    const refused: PreviewTokenInput[] = [
      { dashboardId: board.id, tenantId: texas.tenant.id },
      { dashboardId: board.id, tenantId: uuidv7() },
      { dashboardId: board.id, params: { unknown: "x" } },
      { dashboardId: board.id, params: { carrier: { from: 1 } } },
      { dashboardId: board.id, rcls: { name: "nowhere", params: {} } },
    ];
    for (const input of refused) {
      await expect(issuePreviewToken(world.admin, input), JSON.stringify(input)).rejects.toMatchObject({
        code: "invalid_input",
      });
    }
    await expect(issuePreviewToken(world.admin, { dashboardId: uuidv7() })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("inspecting a token", () => {
  test("it says what the token opens and until when, and no value of a policy", async () => {
    const token = await hostToken({
      tenantId: world.california.tenant.id,
      rcls: { name: "notes", params: { word: canary } },
      params: { carrier: "UA" },
    });
    const found = await inspect(world.admin, token);
    expect(found).toMatchObject({
      kind: "dashboard",
      tenant: "California",
      person: null,
      allowEdit: false,
      dashboards: [{ id: board.id, title: "Flights" }],
      policies: [{ name: "notes", parameters: ["word"] }],
      lockedFilters: [{ name: "carrier", value: '"UA"' }],
      domains: { mode: "all", names: [] },
    });
    expect(Date.parse(found.expiresAt)).toBeLessThan(Date.parse(found.endsAt));
    expect(JSON.stringify(found)).not.toContain(canary);
  });

  test("of a project's token it names the person and the dashboards that reach them", async () => {
    const { secret } = await readProjectSecret(world.admin, world.project.id);
    const { accessToken } = await issued({
      type: "project",
      projectId: world.project.id,
      projectSecret: secret,
      endUserId: world.california.viewer.userId,
    });
    expect(await inspect(world.admin, accessToken)).toMatchObject({
      kind: "project",
      person: "California VIEWER",
      role: "VIEWER",
      dashboards: [{ id: board.id }],
    });
  });

  test("R05: it is for ADMINs, and a token of elsewhere looks like one that opens nothing", async () => {
    const token = await hostToken();
    for (const actor of [world.author, world.powerUser, world.viewer, world.california.powerUser]) {
      await expect(inspect(actor, token)).rejects.toMatchObject({ code: "forbidden" });
    }
    const another = await createProject(world.admin, { name: "Another", allowedOrigins: [] });
    const answers = await Promise.all(
      [foreign.token, "not.a.token", `${token}x`].map((text) =>
        inspect(world.admin, text).catch(({ code, message }) => [code, message]),
      ),
    );
    const elsewhere = await inspect(world.admin, token, another.id).catch(({ code, message }) => [code, message]);
    for (const answer of [...answers, elsewhere]) expect(answer).toEqual(answers[1]);
    await expect(inspect(world.admin, token, foreign.projectId)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("only the cards of the tab that is asked for run; of the first where there is none of that id", async () => {
  const idsOf = async (tab?: string) => {
    const ids: string[] = [];
    for await (const { cardId } of runDashboard(world.admin, board.id, { tab })) ids.push(cardId);
    return ids.sort();
  };
  const [first, second, loose] = board.cardIds as [string, string, string];
  expect(await idsOf("first")).toEqual([first, loose].sort());
  expect(await idsOf("")).toEqual([first, loose].sort());
  expect(await idsOf("gone")).toEqual([first, loose].sort());
  expect(await idsOf("second")).toEqual([second]);
  expect(await idsOf()).toEqual([...board.cardIds].sort());
});

test("R19: how a card came by its rows is for those who may edit, and holds no value", async () => {
  const cardId = board.cardIds[0] ?? "";
  const asTenantId = world.california.tenant.id;
  const found = await explainCard(world.author, board.id, cardId, { asTenantId });
  expect(found.trace.tables).toMatchObject([{ name: "flights", filters: ["state IN {{ state }}"] }]);
  expect(JSON.stringify(found)).not.toContain("California");
  const token = await actorFromEmbedToken(await hostToken({ tenantId: asTenantId }));
  for (const actor of [world.california.viewer, world.california.powerUser, token]) {
    await expect(explainCard(actor, board.id, cardId)).rejects.toMatchObject({ code: "forbidden" });
  }
});
