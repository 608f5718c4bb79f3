import { beforeAll, describe, expect, test } from "vitest";
import { copyDraft } from "@/lib/dashboards/copy-draft";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { getDashboardVersion } from "@/lib/dashboards/dashboard-version";
import { listDashboardVersions } from "@/lib/dashboards/dashboard-versions";
import { discardDraft } from "@/lib/dashboards/discard-draft";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import { findDraft, getDraft, getEditing } from "@/lib/dashboards/draft-queries";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { mergeContents } from "@/lib/dashboards/merge-contents";
import { publishDraft } from "@/lib/dashboards/publish-draft";
import { restoreDashboardVersion } from "@/lib/dashboards/restore-dashboard-version";
import { saveDraft } from "@/lib/dashboards/save-draft";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { removeShare } from "@/lib/shares/remove-share";
import { listShares } from "@/lib/shares/share-queries";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, createPerson, type World } from "../../support/world";
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

/** A board of the author's, and its content as an editor begins with it. */
async function begin(more: { tenantId?: string } = {}, owner: Actor = world.author) {
  const board = await createBoard(owner, world, connectionId, more);
  return { board, content: draftContentOf(board) };
}

const isOfTenant = ({ scope }: { scope: string }) => scope === "TENANT";

const titled = (content: DraftContent, title: string): DraftContent => ({ ...content, title });

const newCard = (title: string): DraftContent["cards"][number] => ({
  ...numberCard(connectionId),
  id: uuidv7(),
  title,
  description: "",
  layout: { x: 4, y: 0, width: 3, height: 2 },
  mobileLayout: null,
  tabId: null,
  interactions: [],
  domainId: null,
  query: null,
});

const save = (actor: Actor, id: string, content: DraftContent, { baseVersion = 1, revision = 0 } = {}) =>
  saveDraft(actor, id, { baseVersion, revision, content });

describe("a draft", () => {
  test("is kept unfinished as it is, changes nothing of the dashboard, and is there again anywhere", async () => {
    const { board, content } = await begin();
    const unfinished = { ...titled(content, ""), cards: [{ ...newCard(""), sql: "SELEC", options: {} }] };
    const saved = await save(world.author, board.id, unfinished);
    expect(saved).toMatchObject({ baseVersion: 1, revision: 1 });
    expect(await getDraft(world.author, board.id)).toMatchObject({ revision: 1, content: unfinished });
    expect(await getDashboard(world.author, board.id)).toEqual(board);
    expect((await listDashboardVersions(world.author, board.id)).data).toHaveLength(1);
  });

  test("is its author's alone: others see that there is one, and never what is in it", async () => {
    const { board, content } = await begin();
    await shareWithUser(world.author, board.id, world.powerUser, "EDITOR");
    await save(world.author, board.id, titled(content, "A secret plan"));
    expect(await findDraft(world.powerUser, board.id)).toBeNull();
    const editing = await getEditing(world.powerUser, board.id);
    expect(editing).toMatchObject({ version: 1, draft: null, others: [{ name: world.author.displayName }] });
    expect(JSON.stringify([editing, await getDashboard(world.powerUser, board.id)])).not.toContain("A secret plan");
    await discardDraft(world.powerUser, board.id);
    expect(await findDraft(world.author, board.id)).not.toBeNull();
  });

  test("R19: a tenant's person is told that somebody else has one, without a name from outside the tenant nor how many", async () => {
    const { board, content } = await begin({ tenantId: world.california.tenant.id });
    await shareWithUser(world.author, board.id, world.california.powerUser, "EDITOR");
    await save(world.author, board.id, content);
    const editing = await getEditing(world.california.powerUser, board.id);
    expect(editing).toMatchObject({ publishedByName: null, others: [{ name: null }] });
    expect(JSON.stringify(editing)).not.toContain(world.author.displayName);
    await save(world.admin, board.id, content);
    const { others } = await getEditing(world.california.powerUser, board.id);
    expect(others.map(({ name }) => name)).toEqual([null]);
    expect((await getEditing(world.admin, board.id)).others).toMatchObject([{ name: world.author.displayName }]);
  });

  test("one's own and a colleague's are told however many others have newer ones", async () => {
    const { organizationId, author, california } = world;
    const tenantId = california.tenant.id;
    const { board, content } = await begin({ tenantId });
    await shareWithTenant(author, board.id, tenantId, "EDITOR");
    const colleague = await createPerson(world.admin, {
      email: "colleague@california.example",
      displayName: "Colleague",
      role: "POWER_USER",
      tenantId,
    });
    await save(california.powerUser, board.id, titled(content, "Mine"));
    await save(colleague, board.id, content);
    await save(author, board.id, content);
    const crowd = Array.from({ length: 25 }, (_, at) => ({ id: uuidv7(), email: `crowd${at}@harbour.example` }));
    const person = { organizationId, homeId: organizationId, displayName: "Crowd", role: "AUTHOR" } as const;
    await database.user.createMany({ data: crowd.map((one) => ({ ...person, ...one })) });
    const drafts = crowd.map(({ id: userId }) => ({ organizationId, dashboardId: board.id, userId, baseVersion: 1 }));
    await database.dashboardDraft.createMany({ data: drafts.map((draft) => ({ ...draft, content: {} })) });
    const mine = await getEditing(california.powerUser, board.id);
    expect(mine.draft).toMatchObject({ revision: 1, baseVersion: 1 });
    expect(mine.others.map(({ name }) => name)).toEqual([null, "Colleague"]);
    const authors = await getEditing(author, board.id);
    expect(authors.draft).not.toBeNull();
    expect(authors.others.map(({ name }) => name)).toEqual(Array(20).fill("Crowd"));
  });

  test("a VIEWER, somebody without a share, another tenant and another organization reach it by no door", async () => {
    const { board, content } = await begin({ tenantId: world.california.tenant.id });
    await shareWithTenant(world.author, board.id, world.california.tenant.id, "OWNER");
    const stranger = await createForeignAdmin();
    const doors = (actor: Actor) => [
      () => getDraft(actor, board.id),
      () => getEditing(actor, board.id),
      () => save(actor, board.id, content),
      () => discardDraft(actor, board.id),
      () => publishDraft(actor, board.id, { revision: 1 }),
      () => copyDraft(actor, board.id, { revision: 1 }),
      () => getDashboardVersion(actor, board.id, 1),
    ];
    const codes = async (actor: Actor) =>
      Promise.all(
        doors(actor).map((door) =>
          door().then(
            () => "open",
            (error) => error.code,
          ),
        ),
      );
    expect(new Set(await codes(world.california.viewer))).toEqual(new Set(["forbidden"]));
    for (const actor of [world.texas.powerUser, world.powerUser, stranger]) {
      expect(new Set(await codes(actor))).toEqual(new Set(["not_found"]));
    }
    expect(await codes(world.california.powerUser)).toContain("open");
  });

  test("R08: an API key and a dashboard token have none", async () => {
    const { board, content } = await begin({ tenantId: world.california.tenant.id });
    const token = await createEmbedViewer(world, {
      dashboardId: board.id,
      tenantId: world.california.tenant.id,
      allowEdit: true,
    });
    for (const actor of [apiClient(world), token]) {
      await expect(save(actor, board.id, content)).rejects.toMatchObject({ code: "forbidden" });
      await expect(getEditing(actor, board.id)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("R09: a session with a locked filter keeps none and publishes none", async () => {
    const { board, content } = await begin({ tenantId: world.california.tenant.id });
    const { powerUser, tenant } = world.california;
    await shareWithUser(world.author, board.id, powerUser, "EDITOR");
    const session = { userId: powerUser.userId, tenantId: tenant.id, role: "POWER_USER" as const };
    const free = await createEmbedViewer(world, session);
    const locked = await createEmbedViewer(world, { ...session, params: { carrier: "AA" } });
    await save(free, board.id, content);
    await expect(save(locked, board.id, content, { revision: 1 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(publishDraft(locked, board.id, { revision: 1 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(copyDraft(locked, board.id, { revision: 1 })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("ends with the right to edit, and is there again when the right is", async () => {
    const { board, content } = await begin();
    const share = await shareWithUser(world.author, board.id, world.powerUser, "EDITOR");
    await save(world.powerUser, board.id, titled(content, "Mine"));
    await database.share.update({ where: { id: share.id }, data: { level: "VIEWER" } });
    await expect(getDraft(world.powerUser, board.id)).rejects.toMatchObject({ code: "forbidden" });
    await database.share.update({ where: { id: share.id }, data: { level: "EDITOR" } });
    expect((await getDraft(world.powerUser, board.id)).content.title).toBe("Mine");
  });
});

describe("two windows of one person", () => {
  test("the second never overwrites what the first has saved", async () => {
    const { board, content } = await begin();
    await save(world.author, board.id, titled(content, "First window"));
    const second = await Promise.allSettled([save(world.author, board.id, titled(content, "Second window"))]);
    await save(world.author, board.id, titled(content, "First again"), { revision: 1 });
    const again = await Promise.allSettled([
      save(world.author, board.id, titled(content, "Second again"), { revision: 1 }),
    ]);
    for (const attempt of [...second, ...again]) {
      expect(attempt).toMatchObject({
        status: "rejected",
        reason: { code: "conflict", fields: { revision: expect.any(String) } },
      });
    }
    expect((await getDraft(world.author, board.id)).content.title).toBe("First again");
  });

  test("of saves at the same moment exactly one counts, every time", async () => {
    const { board, content } = await begin();
    for (let revision = 0; revision < 4; revision += 1) {
      const attempts = await Promise.allSettled(
        Array.from({ length: 6 }, (_, index) =>
          save(world.author, board.id, titled(content, `${revision}.${index}`), { revision }),
        ),
      );
      const kept = attempts.filter(({ status }) => status === "fulfilled");
      expect(kept).toHaveLength(1);
      expect((await getDraft(world.author, board.id)).revision).toBe(revision + 1);
    }
  });
});

describe("publishing", () => {
  test("makes the next version with its note, ends the draft, and leaves shares and secrets alone", async () => {
    const { board, content } = await begin();
    const before = await database.dashboard.findUniqueOrThrow({
      where: { id: board.id },
      select: { secretHash: true },
    });
    const shares = await listShares(world.author, board.id);
    const added = newCard("New");
    const cards = [...content.cards, added];
    await save(world.author, board.id, { ...titled(content, "Delays by day"), cards });
    const { dashboard, cardIds } = await publishDraft(world.author, board.id, { revision: 1, note: "For the board" });
    expect(dashboard).toMatchObject({ title: "Delays by day", version: 2 });
    expect(dashboard.cards.map(({ id }) => id).sort()).toEqual([board.cards[0]?.id, cardIds[added.id]].sort());
    expect(await findDraft(world.author, board.id)).toBeNull();
    const [newest] = (await listDashboardVersions(world.author, board.id)).data;
    expect(newest).toMatchObject({ number: 2, note: "For the board", createdByName: world.author.displayName });
    expect(await listShares(world.author, board.id)).toEqual(shares);
    expect(
      await database.dashboard.findUniqueOrThrow({ where: { id: board.id }, select: { secretHash: true } }),
    ).toEqual(before);
  });

  test("what is not finished is refused at its place, and the draft stays", async () => {
    const { board, content } = await begin();
    await save(world.author, board.id, { ...content, cards: [{ ...newCard("Half"), options: {} }] });
    await expect(publishDraft(world.author, board.id, { revision: 1 })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { "cards.0.options.valueColumn": expect.any(String) },
    });
    expect((await getDraft(world.author, board.id)).revision).toBe(1);
  });

  test("a card's id that a browser made up never touches another dashboard's card", async () => {
    const other = await begin();
    const { board, content } = await begin();
    const stolen = { ...newCard("Mine"), id: other.board.cards[0]?.id ?? "" };
    await save(world.author, board.id, { ...content, cards: [stolen] });
    const { dashboard, cardIds } = await publishDraft(world.author, board.id, { revision: 1 });
    expect(dashboard.cards[0]?.id).toBe(cardIds[stolen.id]);
    expect(dashboard.cards[0]?.id).not.toBe(stolen.id);
    expect(await getDashboard(world.author, other.board.id)).toEqual(other.board);
  });

  test("a connection of another project is not found, as any other edit would say", async () => {
    const { board, content } = await begin();
    const cards = [{ ...newCard("Elsewhere"), connectionId: uuidv7() }];
    await save(world.author, board.id, { ...content, cards });
    await expect(publishDraft(world.author, board.id, { revision: 1 })).rejects.toMatchObject({ code: "not_found" });
  });

  test("another revision than the one that was seen is refused", async () => {
    const { board, content } = await begin();
    await save(world.author, board.id, titled(content, "One"));
    await save(world.author, board.id, titled(content, "Two"), { revision: 1 });
    await expect(publishDraft(world.author, board.id, { revision: 1 })).rejects.toMatchObject({
      code: "conflict",
      fields: { revision: expect.any(String) },
    });
    const beyond = publishDraft(world.author, board.id, { revision: Number.MAX_SAFE_INTEGER });
    await expect(beyond).rejects.toMatchObject({ code: "invalid_input" });
    expect((await getDashboard(world.author, board.id)).title).toBe("Delays");
  });
});

describe("two people at once", () => {
  /** A board with two people's drafts on version 1. */
  async function twoDrafts() {
    const { board, content } = await begin();
    await shareWithUser(world.author, board.id, world.powerUser, "EDITOR");
    const [card] = content.cards;
    if (!card) throw new Error("The board has no card");
    const mine = { ...content, cards: [card, newCard("Mine")] };
    const theirs = { ...titled(content, "Theirs"), cards: [{ ...card, title: "Theirs" }] };
    await save(world.author, board.id, mine);
    await save(world.powerUser, board.id, theirs);
    return { board, content, mine, theirs };
  }

  test("of publishing at the same moment one wins, the other is told, and both drafts' work is still there", async () => {
    for (let round = 0; round < 3; round += 1) {
      const { board } = await twoDrafts();
      const people = [world.author, world.powerUser];
      const attempts = await Promise.allSettled(
        people.map((person) => publishDraft(person, board.id, { revision: 1 })),
      );
      const lost = attempts.findIndex(({ status }) => status === "rejected");
      expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(attempts[lost]).toMatchObject({ reason: { code: "conflict", fields: { version: "2" } } });
      const loser = people[lost];
      if (!loser) throw new Error("Nobody lost");
      expect((await getDraft(loser, board.id)).revision).toBe(1);
      expect((await getDashboard(world.author, board.id)).version).toBe(2);
    }
  });

  test("what was merged holds both people's work and can be published", async () => {
    const { board, mine } = await twoDrafts();
    await publishDraft(world.powerUser, board.id, { revision: 1 });
    await expect(publishDraft(world.author, board.id, { revision: 1 })).rejects.toMatchObject({ code: "conflict" });
    const base = (await getDashboardVersion(world.author, board.id, 1)).content;
    const now = await getDashboard(world.author, board.id);
    const { content, conflicts } = mergeContents(base, mine, draftContentOf(now));
    expect(conflicts).toEqual([]);
    await save(world.author, board.id, content, { baseVersion: 2, revision: 1 });
    const { dashboard } = await publishDraft(world.author, board.id, { revision: 2 });
    expect(dashboard).toMatchObject({ title: "Theirs", version: 3 });
    expect(dashboard.cards.map(({ title }) => title).sort()).toEqual(["Mine", "Theirs"]);
  });

  test("mine is kept as a dashboard of my own, at home where the first one is", async () => {
    const tenantId = world.california.tenant.id;
    const { board, content } = await begin({ tenantId });
    await shareWithUser(world.author, board.id, world.california.powerUser, "EDITOR");
    await save(world.california.powerUser, board.id, { ...content, cards: [...content.cards, newCard("Mine")] });
    const copy = await copyDraft(world.california.powerUser, board.id, { revision: 1 });
    expect(copy).toMatchObject({ tenantId, title: "Delays (copy)", level: "OWNER", cardCount: 2 });
    expect(await findDraft(world.california.powerUser, board.id)).toBeNull();
    expect(await getDashboard(world.author, board.id)).toEqual(board);
  });

  test("R20: a tenant's draft becomes a copy in that tenant only", async () => {
    const { board, content } = await begin({ tenantId: world.california.tenant.id });
    await shareWithUser(world.author, board.id, world.powerUser, "EDITOR");
    await save(world.powerUser, board.id, content);
    await expect(copyDraft(world.powerUser, board.id, { revision: 1 })).rejects.toMatchObject({ code: "forbidden" });
    expect(await findDraft(world.powerUser, board.id)).not.toBeNull();
    await save(world.author, board.id, content);
    expect((await copyDraft(world.author, board.id, { revision: 1 })).tenantId).toBe(world.california.tenant.id);
  });
});

describe("versions", () => {
  test("say everything that was in them, from before tabs and domains too, and restoring leaves drafts alone", async () => {
    const { board, content } = await begin();
    await save(world.author, board.id, titled(content, "Second"));
    await publishDraft(world.author, board.id, { revision: 1 });
    expect((await getDashboardVersion(world.author, board.id, 1)).content).toEqual(content);
    await database.dashboardVersion.updateMany({
      where: { dashboardId: board.id, number: 1 },
      data: { snapshot: { title: "Delays", description: "", filters: [], cards: [numberCard(connectionId)] } },
    });
    expect((await getDashboardVersion(world.author, board.id, 1)).content).toMatchObject({ tabs: [], settings: {} });
    await save(world.author, board.id, titled(content, "Going on"), { baseVersion: 2 });
    await restoreDashboardVersion(world.author, board.id, 1);
    expect((await getDraft(world.author, board.id)).content.title).toBe("Going on");
    await expect(publishDraft(world.author, board.id, { revision: 1 })).rejects.toMatchObject({
      code: "conflict",
      fields: { version: "3" },
    });
  });

  test("R21: those that were there before a tenant was given the queries are no versions to it, by any door", async () => {
    const { california, texas, author } = world;
    const { board, content } = await begin();
    await shareWithTenant(author, board.id, texas.tenant.id, "EDITOR");
    await save(texas.powerUser, board.id, titled(content, "For Houston"));
    await publishDraft(texas.powerUser, board.id, { revision: 1, note: "As Houston asked" });
    await removeShare(author, board.id, (await listShares(author, board.id)).data.find(isOfTenant)?.id ?? "");
    await shareWithTenant(author, board.id, california.tenant.id, "VIEWER");
    await restoreDashboardVersion(author, board.id, 1);
    await shareWithTenant(author, board.id, california.tenant.id, "EDITOR");
    await updateDashboard(author, board.id, { title: "For all of us" });
    const token = await createEmbedViewer(world, {
      dashboardId: board.id,
      tenantId: california.tenant.id,
      allowEdit: true,
    });
    await updateDashboard(author, board.id, { title: "Since the token" });
    const known = async (actor: Actor) =>
      (await listDashboardVersions(actor, board.id)).data.map(({ number }) => number);
    expect(await known(author)).toEqual([5, 4, 3, 2, 1]);
    expect(await known(california.powerUser)).toEqual([5, 4, 3]);
    expect(await known(token)).toEqual([5, 4]);
    for (const number of [1, 2]) {
      for (const actor of [california.powerUser, token]) {
        const expected = { code: "not_found", message: "Version not found" };
        await expect(getDashboardVersion(actor, board.id, number)).rejects.toMatchObject(expected);
        await expect(restoreDashboardVersion(actor, board.id, number)).rejects.toMatchObject(expected);
      }
    }
    expect((await getDashboardVersion(california.powerUser, board.id, 3)).title).toBe("Delays");
    expect(await restoreDashboardVersion(california.powerUser, board.id, 4)).toMatchObject({ title: "For all of us" });
  });

  test("a version that there is not is not found", async () => {
    const { board } = await begin();
    for (const number of [0, 2, 1.5, Number.NaN, 3_000_000_000]) {
      await expect(getDashboardVersion(world.author, board.id, number)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

test("deleting the dashboard or the person takes the drafts along", async () => {
  const { board, content } = await begin();
  await save(world.author, board.id, content);
  await database.dashboard.delete({ where: { id: board.id } });
  expect(await database.dashboardDraft.count({ where: { dashboardId: board.id } })).toBe(0);
});

test("a tenant's people create with a draft of their own from the first moment", async () => {
  const board = await createDashboard(world.california.powerUser, { projectId: world.project.id, title: "Empty" });
  await save(world.california.powerUser, board.id, { ...draftContentOf(board), cards: [newCard("First")] });
  const { dashboard } = await publishDraft(world.california.powerUser, board.id, { revision: 1 });
  expect(dashboard).toMatchObject({ version: 2, cardCount: 1, tenantId: world.california.tenant.id });
});
