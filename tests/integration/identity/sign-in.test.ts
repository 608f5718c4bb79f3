import { afterEach, beforeAll, expect, test } from "vitest";
import { shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { sessionActor } from "@/lib/identity/session-actor";
import { signIn } from "@/lib/identity/sign-in";
import { signOut } from "@/lib/identity/sign-out";
import { deleteUser } from "@/lib/users/delete-user";
import { disableUser, enableUser } from "@/lib/users/disable-user";
import { updateUser } from "@/lib/users/update-user";
import { uuidv7 } from "@/lib/uuid";
import { createPerson, createWorld, type World, worldPassword } from "../../support/world";

let world: World;
let addresses = 0;
const origin = () => ({ address: `198.51.100.${addresses++}` });
const minutes = (count: number) => count * 60_000;

beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => shiftClock(0));

async function newPerson(role: "VIEWER" | "AUTHOR" = "AUTHOR") {
  const email = `${uuidv7()}@harbour.example`;
  return createPerson(world.admin, { email, displayName: "Somebody", role });
}

async function openSession(email: string): Promise<string> {
  const id = await signIn({ email, password: worldPassword }, origin());
  if (!id) throw new Error("expected a session");
  return id;
}

const actions = (targetId: string) =>
  database.auditEvent
    .findMany({ where: { targetId }, orderBy: { id: "asc" }, select: { action: true } })
    .then((events) => events.map(({ action }) => action));

test("the right password opens a session for that person, whatever the case of the e-mail", async () => {
  const person = await newPerson();
  const session = await openSession(person.email.toUpperCase());
  expect(await sessionActor(session)).toEqual(person);
  expect(await actions(person.userId)).toEqual(["user.created", "user.signed_in"]);
});

test("an unknown e-mail, a wrong password and a disabled account get the same answer", async () => {
  const person = await newPerson();
  const disabled = await newPerson();
  await disableUser(world.admin, disabled.userId);
  expect(await signIn({ email: "nobody@harbour.example", password: worldPassword }, origin())).toBeNull();
  expect(await signIn({ email: person.email, password: "a wrong password" }, origin())).toBeNull();
  expect(await signIn({ email: disabled.email, password: worldPassword }, origin())).toBeNull();
  expect(await signIn({ email: person.email }, origin())).toBeNull();
});

test("five wrong passwords lock the account for 15 minutes, for the right password too", async () => {
  const person = await newPerson();
  for (let count = 0; count < 5; count++) await signIn({ email: person.email, password: "wrong" }, origin());
  expect(await signIn({ email: person.email, password: worldPassword }, origin())).toBeNull();
  expect(await actions(person.userId)).toContain("user.locked_out");
  shiftClock(minutes(14));
  expect(await signIn({ email: person.email, password: worldPassword }, origin())).toBeNull();
  shiftClock(minutes(16));
  expect(await signIn({ email: person.email, password: worldPassword }, origin())).not.toBeNull();
});

test("guesses sent all at once are counted before any of them is looked at", async () => {
  const person = await newPerson();
  const guesses = Array.from({ length: 12 }, () => signIn({ email: person.email, password: "wrong" }, origin()));
  await Promise.all(guesses);
  const failures = (await actions(person.userId)).filter((action) => action === "user.sign_in_failed");
  expect(failures).toHaveLength(5);
});

test("four wrong passwords and a right one start the count anew", async () => {
  const person = await newPerson();
  for (let round = 0; round < 2; round++) {
    for (let count = 0; count < 4; count++) await signIn({ email: person.email, password: "wrong" }, origin());
    expect(await signIn({ email: person.email, password: worldPassword }, origin())).not.toBeNull();
  }
});

test("an address that fails again and again is turned away, others are not", async () => {
  const person = await newPerson();
  const hostile = origin();
  for (let count = 0; count < 50; count++) await signIn({ email: "x", password: "" }, hostile);
  await expect(signIn({ email: person.email, password: worldPassword }, hostile)).rejects.toMatchObject({
    code: "rate_limited",
  });
  expect(await signIn({ email: person.email, password: worldPassword }, origin())).not.toBeNull();
});

test("of two people with one e-mail in different tenants the password says who it is, and the other is not locked", async () => {
  const email = "shared@both.example";
  const { california, texas, admin } = world;
  const one = { email, displayName: "One", role: "VIEWER", tenantId: california.tenant.id } as const;
  const other = { email, displayName: "Other", role: "VIEWER", tenantId: texas.tenant.id } as const;
  const first = await createPerson(admin, { ...one, password: "the first password" });
  const second = await createPerson(admin, { ...other, password: "the second password" });
  for (let count = 0; count < 7; count++) {
    const session = await signIn({ email, password: "the second password" }, origin());
    expect(await sessionActor(session ?? "")).toEqual(second);
  }
  const session = await signIn({ email, password: "the first password" }, origin());
  expect(await sessionActor(session ?? "")).toEqual(first);
});

test("signing out ends the session for every copy of its cookie", async () => {
  const person = await newPerson();
  const [kept, ended] = [await openSession(person.email), await openSession(person.email)];
  await signOut(ended);
  expect(await sessionActor(ended)).toBeNull();
  expect(await sessionActor(kept)).toEqual(person);
  expect(await actions(person.userId)).toContain("user.signed_out");
});

test("a session ends when its person is disabled or gets another password, and stays ended", async () => {
  const person = await newPerson();
  const first = await openSession(person.email);
  await disableUser(world.admin, person.userId);
  expect(await sessionActor(first)).toBeNull();
  await enableUser(world.admin, person.userId);
  expect(await sessionActor(first)).toBeNull();
  const second = await openSession(person.email);
  await updateUser(world.admin, person.userId, { password: "another password" });
  expect(await sessionActor(second)).toBeNull();
});

test("a session ends when its person is deleted", async () => {
  const person = await newPerson();
  const session = await openSession(person.email);
  await deleteUser(world.admin, person.userId);
  expect(await sessionActor(session)).toBeNull();
});

test("a new role holds from the next request on, without signing in again", async () => {
  const person = await newPerson();
  const session = await openSession(person.email);
  await updateUser(world.admin, person.userId, { role: "VIEWER" });
  expect(await sessionActor(session)).toMatchObject({ role: "VIEWER" });
});

test("a session lasts 12 hours unused and 7 days at most", async () => {
  const hours = minutes(60);
  const unused = await openSession((await newPerson()).email);
  const used = await openSession((await newPerson()).email);
  for (let passed = 11; passed < 7 * 24; passed += 11) {
    shiftClock(passed * hours);
    expect(await sessionActor(used)).not.toBeNull();
  }
  expect(await sessionActor(unused)).toBeNull();
  shiftClock(7 * 24 * hours + 1_000);
  expect(await sessionActor(used)).toBeNull();
});
