import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as requestRoute from "@/app/api/v1/password-resets/route";
import { shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { sessionActor } from "@/lib/identity/session-actor";
import { signIn } from "@/lib/identity/sign-in";
import { disableUser } from "@/lib/users/disable-user";
import { createResetLink } from "@/lib/users/password-reset/create-reset-link";
import { requestPasswordReset } from "@/lib/users/password-reset/request-password-reset";
import { resetPassword } from "@/lib/users/password-reset/reset-password";
import { uuidv7 } from "@/lib/uuid";
import { type SmtpServer, startSmtpServer } from "../../support/smtp-server";
import { createForeignAdmin, createPerson, createWorld, type World, worldPassword } from "../../support/world";

const password = "a rather new password";
let world: World;
let smtp: SmtpServer;
let addresses = 0;
const origin = () => ({ address: `198.51.100.${addresses++}` });

beforeAll(async () => {
  world = await createWorld();
  smtp = await startSmtpServer();
  Object.assign(process.env, { SMTP_URL: smtp.url, MAIL_FROM: "portal@harbour.example" });
});
afterAll(() => smtp.stop());
afterEach(() => shiftClock(0));

async function newPerson(tenantId: string | null = null, email = `${uuidv7()}@harbour.example`) {
  return createPerson(world.admin, { email, displayName: "Somebody", role: "VIEWER", tenantId });
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code: string }) => error.code,
  );
const tokensIn = (text: string) => [...text.matchAll(/#(bh_link_[\w-]+)/g)].map(([, token]) => token ?? "");
const linkToken = async (userId: string) => tokensIn((await createResetLink(world.admin, userId)).link)[0] ?? "";
const mayEnter = async (email: string, secret: string) =>
  (await signIn({ email, password: secret }, origin())) !== null;

/** Asks by mail, and the tokens of the mail that comes. */
async function mailedTokens(email: string): Promise<string[]> {
  const count = smtp.mails.length;
  requestPasswordReset({ email }, origin());
  const mail = await smtp.mail(count);
  expect(mail.to).toEqual([email]);
  return tokensIn(mail.text);
}

describe("a password link", () => {
  test("by mail sets a new password once and ends every session", async () => {
    const person = await newPerson();
    const session = (await signIn({ email: person.email, password: worldPassword }, origin())) ?? "";
    const [token = ""] = await mailedTokens(person.email);
    expect(await sessionActor(session)).not.toBeNull();
    await resetPassword({ token, password });
    expect(await sessionActor(session)).toBeNull();
    expect([await mayEnter(person.email, worldPassword), await mayEnter(person.email, password)]).toEqual([
      false,
      true,
    ]);
    expect(await code(resetPassword({ token, password }))).toBe("not_found");
    const events = await database.auditEvent.findMany({ where: { targetId: person.userId }, orderBy: { id: "asc" } });
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["user.reset_requested", "user.password_reset"]),
    );
    expect(JSON.stringify(events)).not.toContain("bh_link");
  });

  test("is kept as a hash, lasts an hour, and dies with the use of another", async () => {
    const person = await newPerson();
    const [first, second, late] = [
      await linkToken(person.userId),
      await linkToken(person.userId),
      await linkToken(person.userId),
    ];
    const rows = JSON.stringify(await database.passwordReset.findMany({ where: { userId: person.userId } }));
    expect(rows).not.toContain(first);
    shiftClock(61 * 60_000);
    expect(await code(resetPassword({ token: late, password }))).toBe("not_found");
    shiftClock(59 * 60_000);
    await resetPassword({ token: first, password });
    expect(await code(resetPassword({ token: second, password }))).toBe("not_found");
  });

  test("used by many at the same moment works for one", async () => {
    const person = await newPerson();
    const token = await linkToken(person.userId);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => code(resetPassword({ token, password }))));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
  });

  test("opens nothing for somebody who is disabled, nor when it is made up", async () => {
    const person = await newPerson();
    const token = await linkToken(person.userId);
    await disableUser(world.admin, person.userId);
    expect(await code(resetPassword({ token, password }))).toBe("not_found");
    expect(await code(resetPassword({ token: "bh_link_x", password }))).toBe("not_found");
    expect(await code(createResetLink(world.admin, person.userId))).toBe("conflict");
  });

  test("lifts a lock", async () => {
    const person = await newPerson();
    for (let count = 0; count < 5; count++) await mayEnter(person.email, "wrong");
    await resetPassword({ token: await linkToken(person.userId), password });
    expect(await mayEnter(person.email, password)).toBe(true);
  });

  test("is made by ADMINs for people of their own organization only", async () => {
    const person = await newPerson(world.california.tenant.id);
    for (const actor of [world.author, world.california.powerUser, world.texas.powerUser]) {
      expect(await code(createResetLink(actor, person.userId))).toBe("forbidden");
    }
    const foreign = await createForeignAdmin();
    expect(await code(createResetLink(foreign, person.userId))).toBe("not_found");
    expect(await code(createResetLink(world.admin, uuidv7()))).toBe("not_found");
  });

  test("comes for each home that has the e-mail, each for its own person", async () => {
    const email = `${uuidv7()}@both.example`;
    const first = await newPerson(world.california.tenant.id, email);
    const second = await newPerson(world.texas.tenant.id, email);
    const tokens = await mailedTokens(email);
    expect(tokens).toHaveLength(2);
    await resetPassword({ token: tokens[0] ?? "", password });
    expect(await sessionActor((await signIn({ email, password }, origin())) ?? "")).toEqual(first);
    expect(await sessionActor((await signIn({ email, password: worldPassword }, origin())) ?? "")).toEqual(second);
  });
});

describe("asking for one by mail", () => {
  test("answers the same for an unknown address, for one without a password and for a known one", async () => {
    const known = await newPerson();
    const tokenOnly = await newPerson();
    const disabled = await newPerson();
    await database.user.update({ where: { id: tokenOnly.userId }, data: { passwordHash: null } });
    await disableUser(world.admin, disabled.userId);
    const count = smtp.mails.length;
    const ask = async (email: string) => {
      const body = JSON.stringify({ email });
      const headers = { "x-forwarded-for": origin().address };
      const request = new Request("http://localhost:3000/api/v1/password-resets", { method: "POST", body, headers });
      const answer = await requestRoute.POST(request, undefined);
      return [answer.status, await answer.text(), [...answer.headers]];
    };
    const emails = ["nobody@harbour.example", tokenOnly.email, disabled.email, known.email];
    const answers = [];
    for (const email of emails) answers.push(await ask(email));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(202);
    expect((await smtp.mail(count)).to).toEqual([known.email]);
    const kept = await database.passwordReset.findMany({
      where: { userId: { in: [tokenOnly.userId, disabled.userId] } },
    });
    expect(kept).toEqual([]);
  });

  test("mails an address three times an hour at most, and never says so", async () => {
    const person = await newPerson();
    for (let asked = 0; asked < 3; asked++) await mailedTokens(person.email);
    const count = smtp.mails.length;
    expect(() => requestPasswordReset({ email: person.email }, origin())).not.toThrow();
    const other = await newPerson();
    await mailedTokens(other.email);
    expect(smtp.mails).toHaveLength(count + 1);
    expect(await database.passwordReset.count({ where: { userId: person.userId } })).toBe(3);
  });

  test("is refused to an address that asks again and again", () => {
    const busy = origin();
    const ask = () => requestPasswordReset({ email: `${uuidv7()}@harbour.example` }, busy);
    for (let asked = 0; asked < 20; asked++) ask();
    expect(ask).toThrow(expect.objectContaining({ code: "rate_limited" }));
  });

  test("is not there where no mail is set up", () => {
    const { SMTP_URL } = process.env;
    delete process.env.SMTP_URL;
    expect(() => requestPasswordReset({ email: "a@b.example" }, origin())).toThrow(
      expect.objectContaining({ code: "not_found" }),
    );
    process.env.SMTP_URL = SMTP_URL;
  });
});
