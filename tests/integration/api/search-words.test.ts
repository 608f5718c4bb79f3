import { beforeAll, expect, test } from "vitest";
import { createGroup } from "@/lib/groups/create-group";
import { listGroupCandidates } from "@/lib/groups/group-member-queries";
import { listGroups } from "@/lib/groups/group-queries";
import { listAssignments } from "@/lib/policies/assignment-queries";
import { createProject } from "@/lib/projects/create-project";
import { listProjects } from "@/lib/projects/project-queries";
import { createTenant } from "@/lib/tenants/create-tenant";
import { listTenants } from "@/lib/tenants/tenant-queries";
import { createInvite } from "@/lib/users/invites/create-invite";
import { listInvites } from "@/lib/users/invites/invite-queries";
import { listUsers } from "@/lib/users/user-queries";
import { sourceFiles } from "../../architecture/source-files";
import { createPerson, createWorld, type World } from "../../support/world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

const odd = ["50% off", "under_score", "back\\slash"];

test("%, _ and \\ are ordinary characters in every search", async () => {
  const { admin } = world;
  for (const [index, name] of odd.entries()) {
    await createGroup(admin, { name });
    await createTenant(admin, { key: `odd${index}`, name });
    await createProject(admin, { name, allowedOrigins: [] });
    await createPerson(admin, { email: `odd${index}@harbour.example`, displayName: name, role: "VIEWER" });
  }
  await createInvite(admin, { email: "a_b@harbour.example", role: "VIEWER" });
  await createInvite(admin, { email: "axb@harbour.example", role: "VIEWER" });
  const group = await createGroup(admin, { name: "Everyone" });
  for (const name of odd) {
    const character = /[%_\\]/.exec(name)?.[0] ?? "";
    expect((await listGroups(admin, { search: character })).data.map((one) => one.name)).toEqual([name]);
    expect((await listTenants(admin, { search: character })).data.map((one) => one.name)).toEqual([name]);
    expect((await listProjects(admin, { search: character })).data.map((one) => one.name)).toEqual([name]);
    const candidates = await listGroupCandidates(admin, group.id, { search: name.slice(2) });
    expect(candidates.data.map((one) => one.displayName)).toEqual([name]);
  }
  // Roles stand in these addresses: `POWER_USER@…`.
  const people = await listUsers(admin, { search: "_" });
  expect(people.data.every(({ displayName, email }) => `${displayName}${email}`.includes("_"))).toBe(true);
  expect(people.data.map(({ displayName }) => displayName)).toContain("under_score");
  expect((await listUsers(admin, { search: "%" })).total).toBe(1);
  expect((await listInvites(admin, { search: "a_b" })).data.map(({ email }) => email)).toEqual(["a_b@harbour.example"]);
  expect((await listAssignments(admin, { search: "%" })).total).toBe(0);
});

test("no other search of the metadata is written by hand", () => {
  const byHand = sourceFiles("lib").filter(
    ({ path, text }) => path !== "lib/contains-words.ts" && /contains: .*"insensitive"/.test(text),
  );
  expect(byHand.map(({ path }) => path)).toEqual([]);
});
