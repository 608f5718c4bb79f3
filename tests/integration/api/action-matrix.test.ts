import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flushAuditQueue } from "@/lib/audit/audit-queue";
import { shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { signOut } from "@/lib/identity/sign-out";
import { disableUser } from "@/lib/users/disable-user";
import { actionTable } from "../../support/action-table";
import { type ActionOutcome, actionFiles, callAction } from "../../support/call-action";
import { cookieOf } from "../../support/call-api";
import { everybody } from "../../support/route-table";
import { createPerson, createWorld, type World, worldPassword } from "../../support/world";

let world: World;
let turn = 0;
const cookies = new Map<string, string>();
const actors = new Map<string, { readonly actorId: string; readonly tenantId: string | null }>();

beforeAll(async () => {
  world = await createWorld();
  const { viewer, powerUser, author, admin, california } = world;
  const people = { V: viewer, P: powerUser, A: author, D: admin, v: california.viewer, p: california.powerUser };
  for (const [letter, person] of Object.entries(people)) {
    cookies.set(letter, await cookieOf(person.email));
    const tenantId = person.kind === "tenant_user" ? person.tenantId : null;
    actors.set(letter, { actorId: person.userId, tenantId });
  }
});

afterAll(() => shiftClock(0));

const answerOf = ({ ok, error }: ActionOutcome) => (ok ? "ok" : (error?.code ?? "nothing"));
const rows = Object.entries(actionTable);
const ofPortal = rows.filter(([, [, , , door]]) => door !== "open");

test("every server action has its row, and every row its action", () => {
  expect(Object.keys(actionTable).sort()).toEqual([...actionFiles.keys()].sort());
});

describe("role × server action", () => {
  test.each(rows)("%s lets in whom the table names, and refuses and notes everybody else", async (name, row) => {
    const [who, answer, args] = row;
    // Each action has a minute of its own, so that no refusal is only counted.
    turn += 1;
    shiftClock(turn % 2 === 0 ? 0 : 61_000);
    await flushAuditQueue();
    await database.auditEvent.deleteMany({ where: { action: "access.refused" } });
    const found: Record<string, string> = {};
    for (const letter of everybody) found[letter] = answerOf(await callAction(name, args, cookies.get(letter) ?? null));
    const denied = [...everybody].filter((letter) => !who.includes(letter));
    expect(found).toEqual(
      Object.fromEntries([...everybody].map((letter) => [letter, who.includes(letter) ? answer : "forbidden"])),
    );
    await flushAuditQueue();
    const noted = await database.auditEvent.findMany({
      where: { action: "access.refused" },
      select: { actorId: true, tenantId: true },
      orderBy: [{ occurredAt: "asc" }, { id: "asc" }],
    });
    expect(noted).toEqual(denied.map((letter) => actors.get(letter)));
    // A session without tenancy changes what else its admin may do.
    if (name === "switchTenancyOffAction") await callAction("switchTenancyOnAction", [], cookies.get("D") ?? null);
  });
});

describe("without a person", () => {
  test.each(ofPortal)("%s answers nobody, an ended session and a disabled person alike", async (name, [, , args]) => {
    const email = `${name.toLowerCase()}@harbour.example`;
    const person = await createPerson(world.admin, { email, displayName: "Gone", role: "ADMIN" });
    const ended = await cookieOf(email);
    const session = await database.session.findFirstOrThrow({ where: { userId: person.userId }, select: { id: true } });
    await signOut(session.id);
    const disabled = await cookieOf(email);
    await disableUser(world.admin, person.userId);
    const answers = [];
    for (const cookie of [null, "next-auth.session-token=forged", ended, disabled]) {
      answers.push(await callAction(name, args, cookie));
    }
    expect(answers.map(answerOf)).toEqual(Array.from({ length: 4 }, () => "unauthenticated"));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test("the same person got in while they could", async () => {
    const person = {
      email: "here@harbour.example",
      displayName: "Here",
      role: "ADMIN",
      password: worldPassword,
    } as const;
    await createPerson(world.admin, person);
    expect(answerOf(await callAction("findUsersAction", [""], await cookieOf(person.email)))).toBe("ok");
  });
});
