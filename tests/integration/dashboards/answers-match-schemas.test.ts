import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { listDashboardVersions } from "@/lib/dashboards/dashboard-versions";
import { dashboardsApi } from "@/lib/dashboards/dashboards-api";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { findShareSubjects } from "@/lib/shares/find-share-subjects";
import { listShares } from "@/lib/shares/share-queries";
import { sharesApi } from "@/lib/shares/shares-api";
import { createWorld, type World } from "../../support/world";
import { createBoard, createConnectionRow, createEmbedViewer, shareWithTenant } from "./dashboard-fixture";

let world: World;
let id: string;

beforeAll(async () => {
  world = await createWorld();
  const connectionId = await createConnectionRow(world);
  for (const title of ["One", "Two"]) {
    id = (await createBoard(world.author, world, connectionId, { title })).id;
    await shareWithTenant(world.author, id, world.california.tenant.id);
  }
});

/** The schema that the OpenAPI document gives for an answer; it refuses fields that it does not name. */
function answerOf(path: string): z.ZodType {
  const operation = [...dashboardsApi, ...sharesApi].find((one) => one.method === "get" && one.path === path);
  const schema = operation?.responses[200];
  if (!(schema instanceof z.ZodType)) throw new Error(`no answer for ${path}`);
  return schema;
}

const cut = ({ data, nextCursor }: { data: unknown; nextCursor: unknown }) => ({ data, nextCursor });

test("what owners, tenants and tokens get is what the document says, and no field more", async () => {
  const token = await createEmbedViewer(world, { dashboardId: id, tenantId: world.california.tenant.id });
  const one = answerOf("/api/v1/dashboards/{dashboardId}");
  for (const actor of [world.author, world.california.viewer, token]) {
    expect(one.safeParse(await getDashboard(actor, id)).error).toBeUndefined();
    const page = cut(await listDashboards(actor, { limit: 1 }));
    expect(answerOf("/api/v1/dashboards").safeParse(page).error).toBeUndefined();
  }
  const versions = cut(await listDashboardVersions(world.author, id));
  expect(answerOf("/api/v1/dashboards/{dashboardId}/versions").safeParse(versions).error).toBeUndefined();
  const shares = await listShares(world.author, id);
  expect(answerOf("/api/v1/dashboards/{dashboardId}/shares").safeParse(shares).error).toBeUndefined();
  const subjects = { data: await findShareSubjects(world.author, id), nextCursor: null };
  expect(subjects.data.length).toBeGreaterThan(5);
  expect(answerOf("/api/v1/dashboards/{dashboardId}/share-subjects").safeParse(subjects).error).toBeUndefined();
});
