import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as acceptRoute from "@/app/api/v1/invites/accept/route";
import { shiftClock } from "@/lib/clock";
import { database } from "@/lib/database";
import { sessionActor } from "@/lib/identity/session-actor";
import { signIn } from "@/lib/identity/sign-in";
import { createTenant } from "@/lib/tenants/create-tenant";
import { deleteTenant } from "@/lib/tenants/delete-tenant";
import { createUser } from "@/lib/users/create-user";
import { disableUser } from "@/lib/users/disable-user";
import { acceptInvite, openInvite } from "@/lib/users/invites/accept-invite";
import { createInvite, resendInvite } from "@/lib/users/invites/create-invite";
import { listInvites } from "@/lib/users/invites/invite-queries";
import { revokeInvite } from "@/lib/users/invites/revoke-invite";
import { updateUser } from "@/lib/users/update-user";
import { uuidv7 } from "@/lib/uuid";
import { type SmtpServer, startSmtpServer } from "../../support/smtp-server";
import { createForeignAdmin, createPerson, createWorld, type World, worldPassword } from "../../support/world";

let world: World;
let smtp: SmtpServer;

beforeAll(async () => {
  world = await createWorld();
  smtp = await startSmtpServer();
});
afterAll(() => smtp.stop());
afterEach(() => {
  shiftClock(0);
  smtp.refuse(false);
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
});

const newEmail = () => `${uuidv7()}@invited.example`;
const code = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code: string }) => error.code,
  );
const person = { displayName: "Ines Invited", password: worldPassword };
const tokenIn = (text: string) => /#(bh_link_[\w-]+)/.exec(text)?.[1] ?? "";
const invited = async (input: Partial<Parameters<typeof createInvite>[1]> = {}, by = world.admin) => {
  const invite = await createInvite(by, { email: newEmail(), role: "VIEWER", ...input });
  return { ...invite, token: tokenIn(invite.link ?? "") };
};

describe("an invite", () => {
  test("R17: makes the person it names, with its e-mail, tenant and role, once", async () => {
    const tenantId = world.california.tenant.id;
    const { token, email, id } = await invited({ role: "POWER_USER", tenantId });
    expect(await openInvite({ token })).toMatchObject({ email, home: "California" });
    expect(await acceptInvite({ token, ...person })).toEqual({ email });
    const session = await signIn({ email, password: worldPassword }, { address: "192.0.2.9" });
    expect(await sessionActor(session ?? "")).toMatchObject({
      email,
      tenantId,
      role: "POWER_USER",
      displayName: "Ines Invited",
    });
    expect(await code(acceptInvite({ token, ...person }))).toBe("not_found");
    const event = await database.auditEvent.findFirst({ where: { action: "user.joined", tenantId } });
    expect(event).toMatchObject({ details: { inviteId: id, role: "POWER_USER" } });
  });

  test("R17: cannot be talked into another e-mail, role or tenant", async () => {
    const { token } = await invited();
    for (const more of [{ role: "ADMIN" }, { email: "else@harbour.example" }, { tenantId: world.texas.tenant.id }]) {
      expect(await code(acceptInvite({ token, ...person, ...more }))).toBe("invalid_input");
    }
    expect((await openInvite({ token })).home).toBe("Harbour Analytics");
  });

  test("R17: accepted by many at the same moment makes one person", async () => {
    const { token, email } = await invited();
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => code(acceptInvite({ token, ...person }))));
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(await database.user.count({ where: { email } })).toBe(1);
  });

  test("R17: is kept as a hash only", async () => {
    const { token, id } = await invited();
    const row = JSON.stringify(await database.invite.findUniqueOrThrow({ where: { id } }));
    expect(row).not.toContain(token);
    expect(JSON.stringify(await listInvites(world.admin))).not.toContain("bh_link");
    const events = JSON.stringify(await database.auditEvent.findMany({ where: { targetId: id } }));
    expect(events).not.toContain("bh_link");
  });

  test("R17: opens nothing when it is made up, over, revoked, sent again, or its tenant is gone", async () => {
    const over = await invited();
    const revoked = await invited();
    const resent = await invited();
    const tenant = await createTenant(world.admin, { key: "shortlived", name: "Shortlived" });
    const orphan = await invited({ tenantId: tenant.id });
    await revokeInvite(world.admin, revoked.id);
    const again = await resendInvite(world.admin, resent.id);
    await deleteTenant(world.admin, tenant.id);
    for (const token of ["x", revoked.token, resent.token, orphan.token]) {
      expect(await code(openInvite({ token }))).toBe("not_found");
      expect(await code(acceptInvite({ token, ...person }))).toBe("not_found");
    }
    expect(await code(acceptInvite({ token: tokenIn(again.link ?? ""), ...person }))).toBe("done");
    shiftClock(7 * 86_400_000 + 1_000);
    expect(await code(acceptInvite({ token: over.token, ...person }))).toBe("not_found");
  });

  test("R17: opens nothing once its inviter may not invite any more, until somebody else sends it again", async () => {
    const second = { role: "ADMIN", displayName: "Second" } as const;
    const demoted = await createPerson(world.admin, { ...second, email: newEmail() });
    const disabled = await createPerson(world.admin, { ...second, email: newEmail() });
    const [one, other] = [await invited({}, demoted as never), await invited({ role: "ADMIN" }, disabled as never)];
    await updateUser(world.admin, demoted.userId, { role: "AUTHOR" });
    await disableUser(world.admin, disabled.userId);
    for (const { token } of [one, other]) expect(await code(acceptInvite({ token, ...person }))).toBe("not_found");
    const again = await resendInvite(world.admin, one.id);
    expect(await code(acceptInvite({ token: tokenIn(again.link ?? ""), ...person }))).toBe("done");
  });

  test("R17: makes nobody where the e-mail is taken, at the start or meanwhile", async () => {
    expect(await code(invited({ email: world.author.email }))).toBe("conflict");
    const { token, email } = await invited();
    expect(await code(invited({ email }))).toBe("conflict");
    const { id } = await createUser(world.admin, { email, displayName: "Quicker", role: "VIEWER" });
    expect(await code(acceptInvite({ token, ...person }))).toBe("conflict");
    expect(await database.user.findMany({ where: { email } })).toMatchObject([{ id, passwordHash: null }]);
  });

  test("R17: of a tenant is for its roles only", async () => {
    for (const role of ["AUTHOR", "ADMIN"] as const) {
      expect(await code(invited({ role, tenantId: world.texas.tenant.id }))).toBe("invalid_input");
    }
  });

  test("is made, listed, sent and revoked by ADMINs of its own organization only", async () => {
    const { id } = await invited();
    const foreign = await createForeignAdmin();
    for (const actor of [world.author, world.powerUser, world.california.powerUser]) {
      expect(await code(createInvite(actor, { email: newEmail(), role: "VIEWER" }))).toBe("forbidden");
      expect(await code(listInvites(actor))).toBe("forbidden");
      expect(await code(resendInvite(actor, id))).toBe("forbidden");
      expect(await code(revokeInvite(actor, id))).toBe("forbidden");
    }
    expect((await listInvites(foreign)).data).toEqual([]);
    for (const unknown of [id, uuidv7(), "x"]) {
      expect(await code(resendInvite(foreign, unknown))).toBe("not_found");
      expect(await code(revokeInvite(foreign, unknown))).toBe("not_found");
    }
    const input = { email: newEmail(), role: "VIEWER", tenantId: world.texas.tenant.id } as const;
    expect(await code(createInvite(foreign, input))).toBe("not_found");
    expect((await listInvites(world.admin)).data.map((invite) => invite.id)).toContain(id);
  });

  test("over HTTP its token is the only credential", async () => {
    const { token, email } = await invited();
    const post = (body: unknown) =>
      acceptRoute.POST(
        new Request("http://localhost:3000/x", { method: "POST", body: JSON.stringify(body) }),
        undefined,
      );
    expect((await post({ ...person, token: "bh_link_x" })).status).toBe(404);
    const answer = await post({ ...person, token });
    expect([answer.status, await answer.json()]).toEqual([201, { email }]);
  });
});

describe("an invite by mail", () => {
  const withMail = () =>
    Object.assign(process.env, { SMTP_URL: smtp.url, MAIL_FROM: "Portal <portal@harbour.example>" });

  test("goes to the invited address, and the admin never sees the link", async () => {
    withMail();
    const count = smtp.mails.length;
    const { link, mailed, email } = await invited();
    expect({ link, mailed }).toEqual({ link: null, mailed: true });
    const mail = await smtp.mail(count);
    expect(mail).toMatchObject({ from: "portal@harbour.example", to: [email] });
    expect(mail.text).toContain("http://localhost:3000/invite#bh_link_");
    expect(await acceptInvite({ token: tokenIn(mail.text), ...person })).toEqual({ email });
  });

  test("that the server refuses is shown instead", async () => {
    withMail();
    smtp.refuse(true);
    const { mailed, token, email } = await invited();
    expect(mailed).toBe(false);
    expect(await acceptInvite({ token, ...person })).toEqual({ email });
  });
});
