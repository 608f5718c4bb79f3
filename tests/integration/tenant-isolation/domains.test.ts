import { beforeAll, describe, expect, test } from "vitest";
import { database } from "@/lib/database";
import { createDomain } from "@/lib/domains/create-domain";
import { deleteDomain } from "@/lib/domains/delete-domain";
import { getDomain, listDomains } from "@/lib/domains/domain-queries";
import { updateDomain } from "@/lib/domains/update-domain";
import { createProject } from "@/lib/projects/create-project";
import { uuidv7 } from "@/lib/uuid";
import { createForeignAdmin, createWorld, type World } from "../../support/world";
import { createEmbedViewer } from "../dashboards/dashboard-fixture";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

const answer = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => `${error.code}: ${error.message}`,
  );

const create = (name: string, projectId = world.project.id) =>
  createDomain(world.author, { projectId, name, grants: [{ scope: "ALL_TENANTS" }] });

describe("another organization's domain", () => {
  test("is like none, by every command, and its owner still gets in", async () => {
    const { id } = await create("Flights");
    const foreign = await createForeignAdmin();
    const none = await answer(getDomain(foreign, uuidv7()));
    expect(none).toMatch(/^not_found/);
    expect(await answer(getDomain(foreign, id))).toBe(none);
    expect(await answer(updateDomain(foreign, id, { name: "Mine" }))).toBe(none);
    expect(await answer(deleteDomain(foreign, id))).toBe(none);
    expect(await answer(getDomain(foreign, "no-id"))).toBe(none);
    expect((await listDomains(foreign)).total).toBe(0);
    expect(await answer(createDomain(foreign, { projectId: world.project.id, name: "x" }))).toMatch(/^not_found/);
    expect((await updateDomain(world.author, id, { name: "Delays" })).name).toBe("Delays");
    expect(await answer(deleteDomain(world.author, id))).toBe("done");
  });
});

describe("names", () => {
  test("are unique in a project and free in another, and only authors manage them", async () => {
    await create("Weather");
    expect(await answer(create("Weather"))).toMatch(/^conflict/);
    const other = await createProject(world.admin, { name: "Other" });
    expect((await create("Weather", other.id)).projectId).toBe(other.id);
    for (const person of [world.viewer, world.powerUser, world.california.powerUser]) {
      const work = createDomain(person, { projectId: world.project.id, name: "Mine" });
      expect(await answer(work)).toMatch(/^forbidden/);
    }
  });
});

describe("R09: an embed session's domains", () => {
  const names = async (access: object) => {
    const token = await createEmbedViewer(world, {
      userId: world.california.viewer.userId,
      tenantId: world.california.tenant.id,
    });
    await database.embedSession.update({
      where: { id: token.embedSessionId },
      data: { semanticDomainAccess: access as never },
    });
    const later = await create(`Later ${uuidv7()}`);
    const listed = (await listDomains(token, { limit: 200 })).data.map(({ name }) => name);
    const sees = await answer(getDomain(token, later.id));
    await deleteDomain(world.author, later.id);
    return { listed, seesLater: sees === "done" || listed.includes(later.name) };
  };

  test("R09: are those its token names, and never those of another project", async () => {
    const one = await create("Included");
    const two = await create("Excluded");
    const other = await createProject(world.admin, { name: "Elsewhere" });
    await create("Foreign", other.id);
    expect(await names({ mode: "none", domains: [] })).toEqual({ listed: [], seesLater: false });
    expect(await names({ mode: "include", domains: [one.id] })).toEqual({ listed: ["Included"], seesLater: false });
    const all = await names({ mode: "all" });
    expect(all.seesLater).toBe(true);
    expect(all.listed).not.toContain("Foreign");
    const excluding = await names({ mode: "exclude", domains: [two.id] });
    expect(excluding.listed).toContain("Included");
    expect(excluding.listed).not.toContain("Excluded");
    expect(excluding.seesLater).toBe(false);
  });
});
