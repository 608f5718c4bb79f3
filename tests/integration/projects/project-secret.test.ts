import { beforeAll, expect, test } from "vitest";
import { database } from "@/lib/database";
import { createProject } from "@/lib/projects/create-project";
import { deleteProject } from "@/lib/projects/delete-project";
import { getProject, listProjects } from "@/lib/projects/project-queries";
import { readProjectSecret, rotateProjectSecret } from "@/lib/projects/project-secret";
import { updateProject } from "@/lib/projects/update-project";
import { secretMatches } from "@/lib/secrets/random-secret";
import { assignPolicyTo } from "../../support/policy-rows";
import { createWorld, type World } from "../../support/world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

test("R05: only ADMINs read or replace a project secret, and each time leaves an event", async () => {
  const { admin, author, powerUser, viewer, california, project } = world;
  for (const actor of [author, powerUser, viewer, california.powerUser, california.viewer]) {
    await expect(readProjectSecret(actor, project.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(rotateProjectSecret(actor, project.id)).rejects.toMatchObject({ code: "forbidden" });
  }
  const { secret } = await readProjectSecret(admin, project.id);
  const rotated = await rotateProjectSecret(admin, project.id);
  expect(rotated.secret).not.toBe(secret);
  expect(await readProjectSecret(admin, project.id)).toEqual(rotated);
  const { secretHash } = await database.project.findUniqueOrThrow({ where: { id: project.id } });
  expect([secretMatches(rotated.secret, secretHash), secretMatches(secret, secretHash)]).toEqual([true, false]);
  const events = await database.auditEvent.findMany({ where: { projectId: project.id }, orderBy: { id: "asc" } });
  expect(events.map(({ action }) => action)).toEqual([
    "project.created",
    "project.secret_read",
    "project.secret_rotated",
    "project.secret_read",
  ]);
});

test("R05: neither a view, nor the audit, nor the stored row holds the secret", async () => {
  const { admin } = world;
  const project = await createProject(admin, { name: "Quiet" });
  const { secret } = await readProjectSecret(admin, project.id);
  const texts = [
    project,
    await getProject(admin, project.id),
    await listProjects(admin),
    await database.auditEvent.findMany(),
    await database.project.findMany(),
  ].map((value) => JSON.stringify(value));
  for (const text of texts) expect(text).not.toContain(secret);
});

test("a project is made, renamed and removed by ADMINs only, with everything in it", async () => {
  const { admin, author } = world;
  await expect(createProject(author, { name: "Own" })).rejects.toMatchObject({ code: "forbidden" });
  const project = await createProject(admin, { name: "Own" });
  await expect(createProject(admin, { name: "Own" })).rejects.toMatchObject({ code: "conflict" });
  await expect(updateProject(author, project.id, { name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(deleteProject(author, project.id)).rejects.toMatchObject({ code: "forbidden" });
  await assignPolicyTo({ ...world, project }, { tenantId: world.texas.tenant.id });
  await deleteProject(admin, project.id);
  expect(await database.connection.count({ where: { projectId: project.id } })).toBe(0);
});

test("an origin with a path, a wildcard or another scheme is refused, and nothing changes", async () => {
  const { admin, project } = world;
  for (const allowedOrigins of [["*"], ["https://a.example/"], ["http://a.example"], ["https://*.a.example"]]) {
    await expect(updateProject(admin, project.id, { allowedOrigins })).rejects.toMatchObject({ code: "invalid_input" });
  }
  expect((await getProject(admin, project.id)).allowedOrigins).toEqual(["https://app.example.com"]);
});
