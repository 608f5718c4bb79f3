import { beforeAll, expect, test } from "vitest";
import { database } from "@/lib/database";
import { createUser } from "@/lib/users/create-user";
import { deleteUser } from "@/lib/users/delete-user";
import { disableUser, enableUser } from "@/lib/users/disable-user";
import { updateUser } from "@/lib/users/update-user";
import { createPerson, createWorld, type World } from "../../support/world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

test("the last ADMIN cannot be demoted, disabled or deleted", async () => {
  const { admin } = world;
  await expect(updateUser(admin, admin.userId, { role: "AUTHOR" })).rejects.toMatchObject({ code: "conflict" });
  await expect(disableUser(admin, admin.userId)).rejects.toMatchObject({ code: "conflict" });
  await expect(deleteUser(admin, admin.userId)).rejects.toMatchObject({ code: "conflict" });
  expect(await updateUser(admin, admin.userId, { displayName: "Ada Adams" })).toMatchObject({ role: "ADMIN" });
});

test("an ADMIN without a password does not count as one who stays", async () => {
  const { admin } = world;
  const input = { email: "nopassword@harbour.example", displayName: "No Password", role: "ADMIN" } as const;
  const { id } = await createUser(admin, input);
  await expect(disableUser(admin, admin.userId)).rejects.toMatchObject({ code: "conflict" });
  await deleteUser(admin, id);
});

test("two admins who demote, disable or delete each other at the same moment leave one", async () => {
  const { admin } = world;
  const ways = [
    (id: string) => updateUser(admin, id, { role: "VIEWER" }),
    (id: string) => disableUser(admin, id),
    (id: string) => deleteUser(admin, id),
  ];
  for (const [index, way] of ways.entries()) {
    const input = { email: `second${index}@harbour.example`, displayName: "Second", role: "ADMIN" } as const;
    const second = await createPerson(admin, input);
    const outcomes = await Promise.allSettled([way(admin.userId), way(second.userId)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await database.user.count({ where: { role: "ADMIN", disabledAt: null } })).toBe(1);
    await restore(second.userId);
  }
});

test("so they do when each takes another way: demoting against disabling, disabling against deleting, and so on", async () => {
  const { admin } = world;
  const ways = {
    demote: (id: string) => updateUser(admin, id, { role: "AUTHOR" }),
    disable: (id: string) => disableUser(admin, id),
    delete: (id: string) => deleteUser(admin, id),
  };
  const pairs = [
    ["demote", "disable"],
    ["disable", "demote"],
    ["demote", "delete"],
    ["disable", "delete"],
  ] as const;
  const newAdmin = (email: string) => createPerson(admin, { email, displayName: "Admin", role: "ADMIN" });
  for (const [first, other] of pairs) {
    await database.user.updateMany({ where: { role: "ADMIN" }, data: { role: "AUTHOR" } });
    const one = await newAdmin(`one-${first}-${other}@harbour.example`);
    const two = await newAdmin(`two-${first}-${other}@harbour.example`);
    const outcomes = await Promise.allSettled([ways[first](one.userId), ways[other](two.userId)]);
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(
      refused.map(({ reason }) => reason.code),
      `${first} × ${other}`,
    ).toEqual(["conflict"]);
    expect(await database.user.count({ where: { role: "ADMIN", disabledAt: null } })).toBe(1);
  }
});

/** Makes the first admin the only one again. */
async function restore(otherId: string) {
  const { admin } = world;
  const first = await database.user.findUnique({ where: { id: admin.userId } });
  if (!first) return;
  await enableUser(admin, admin.userId);
  await updateUser(admin, admin.userId, { role: "ADMIN" });
  if (await database.user.findUnique({ where: { id: otherId } })) await deleteUser(admin, otherId);
}
