import { describe, expect, test } from "vitest";
import { unkeptDraft } from "@/app/embed/_editor/unkept-draft";
import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import { DataRequestError } from "@/components/dashboards/card-data";
import type { DashboardView, UpdateDashboardInput } from "@/lib/dashboards/dashboard-schema";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import type { DraftCard } from "@/lib/dashboards/draft-schema";

const known = "0199d3a4-0000-7000-8000-000000000001";
const fresh = "0199d3a4-0000-7000-8000-000000000002";

const textCard = (id: string, title: string): DraftCard => ({
  id,
  kind: "TEXT",
  title,
  description: "",
  layout: { x: 0, y: 0, width: 4, height: 2 },
  mobileLayout: null,
  tabId: null,
  interactions: [],
  connectionId: null,
  sql: null,
  domainId: null,
  query: null,
  options: { markdown: title },
});

const version = (number: number, title: string) =>
  ({
    title,
    description: "",
    filters: [],
    tabs: [],
    settings: {},
    cards: [textCard(known, "Old")],
    version: number,
  }) as unknown as DashboardView;

/** A server that has one dashboard, and what it was sent. */
function served(update: (input: UpdateDashboardInput) => Promise<DashboardView>) {
  const sent: UpdateDashboardInput[] = [];
  const requests = {
    dashboard: async () => version(2, "Theirs"),
    update: (input: UpdateDashboardInput) => {
      sent.push(input);
      return update(input);
    },
  } as unknown as DraftRequests;
  return { sent, draft: unkeptDraft(requests, version(1, "Delays")) };
}

const content = draftContentOf(version(1, "Mine"));
const input = { baseVersion: 1, revision: 0, content };

describe("the work of a token that is nobody's", () => {
  test("is published as one edit of the version it began on; what is new is numbered by the server", async () => {
    const { sent, draft } = served(async () => version(2, "Mine"));
    const { revision } = await draft.save({
      ...input,
      content: { ...content, cards: [...content.cards, textCard(fresh, "New")] },
    });
    const { dashboard } = await draft.publish(revision, "");
    expect(dashboard.version).toBe(2);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ version: 1, title: "Mine" });
    expect(sent[0]?.cards?.map((card) => card.id)).toEqual([known, undefined]);
  });

  test("is never published onto another's version unseen, and stays for the one who made it", async () => {
    let refusals = 1;
    const { sent, draft } = served(async () => {
      if (refusals-- > 0) throw new DataRequestError(409, "conflict", "Changed by somebody else");
      return version(3, "Mine");
    });
    const { revision } = await draft.save(input);
    await expect(draft.publish(revision, "")).rejects.toMatchObject({ code: "conflict", fields: { version: "newer" } });
    expect((await draft.version(1)).content.title).toBe("Delays");
    expect((await draft.dashboard()).version).toBe(2);
    await draft.save({ ...input, baseVersion: 2 });
    await draft.publish(revision, "");
    expect(sent.map((one) => one.version)).toEqual([1, 2]);
  });

  test("is gone when it is discarded, and asks the server for no draft", async () => {
    const { sent, draft } = served(async () => version(2, "Mine"));
    await draft.save(input);
    await draft.discard();
    await expect(draft.publish(1, "")).rejects.toMatchObject({ code: "conflict" });
    expect(await draft.draft()).toBeNull();
    await expect(draft.editing()).rejects.toMatchObject({ code: "forbidden" });
    expect(sent).toEqual([]);
  });
});
