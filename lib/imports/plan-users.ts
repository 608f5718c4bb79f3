import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { createUser } from "@/lib/users/create-user";
import { createInvite } from "@/lib/users/invites/create-invite";
import { createInviteSchema } from "@/lib/users/invites/invite-schema";
import { createUserSchema } from "@/lib/users/user-schema";
import { Role } from "@/prisma/client/enums";
import { findMeantTenants, type MeantTenant } from "./find-tenants";
import { type PlannedLine, problemOf } from "./planned-line";
import { attributesOf, readTable, type TableRow } from "./read-table";

const columns = {
  email: { aliases: ["mail", "emailaddress"], required: true },
  name: { aliases: ["displayname", "fullname"] },
  tenant: { aliases: ["tenantkey", "tenantname", "tenantid"] },
  role: {},
} as const;

const roles: readonly string[] = Object.values(Role);
const askedAtOnce = 5_000;

/**
 * What would become of each line of a file of people, without writing anything. Who has an e-mail in a home already stays
 * as they are, in role and home (R17): their line is a problem.
 *
 * @throws DomainError `invalid_input` for a file that is none
 */
export async function planUsers(
  actor: Actor,
  { csv, invite }: { readonly csv: string; readonly invite: boolean },
): Promise<readonly PlannedLine[]> {
  const rows = readTable(csv, columns);
  const tenantCell = (row: TableRow) => row.cells.get("tenant") ?? "";
  const meant = await findMeantTenants(actor, rows.map(tenantCell).filter(Boolean));
  const lines = rows.map((row) => userLine(row, tenantCell(row) === "" ? null : meant(tenantCell(row)), invite));
  const taken = await takenPlaces(
    actor,
    lines.map(({ subject }) => subject),
  );
  const firstLines = new Map<string, number>();
  return lines.map((line) => {
    if (line.problem !== null) return line;
    const place = placeOf(line.tenantId ?? actor.organizationId, line.subject);
    const first = firstLines.get(place);
    firstLines.set(place, first ?? line.line);
    const problem =
      first === undefined ? (taken.get(place) ?? null) : `email: The same person is in line ${first} already`;
    return { ...line, problem };
  });
}

function userLine(row: TableRow, tenant: MeantTenant | null, invite: boolean): PlannedLine {
  const cell = (name: string) => row.cells.get(name) ?? "";
  const tenantId = tenant && "id" in tenant ? tenant.id : null;
  const email = cell("email").toLowerCase();
  const role =
    cell("role")
      .toUpperCase()
      .replace(/[\s-]+/g, "_") || "VIEWER";
  const input = { email, displayName: cell("name"), role: role as Role, tenantId, attributes: attributesOf(row) };
  const problem =
    row.problem ??
    (tenant && "problem" in tenant ? tenant.problem : null) ??
    (roles.includes(role) ? null : `role: There is no role “${cell("role")}”; there are ${roles.join(", ")}`) ??
    problemOf(invite ? createInviteSchema : createUserSchema, input);
  const write = async (actor: Actor): Promise<string | null> => {
    if (invite) return (await createInvite(actor, input)).link;
    await createUser(actor, input);
    return null;
  };
  return { line: row.line, subject: email, tenantId, problem, write };
}

/** Homes and e-mails that somebody has or is invited to, with the words for it. */
async function takenPlaces(actor: Actor, emails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const taken = new Map<string, string>();
  for (let start = 0; start < emails.length; start += askedAtOnce) {
    const where = {
      organizationId: actor.organizationId,
      email: { in: emails.slice(start, start + askedAtOnce).filter((email) => email.length <= 254) },
    };
    const select = { homeId: true, email: true } as const;
    const [invites, users] = await Promise.all([
      database.invite.findMany({ where, select }),
      database.user.findMany({ where, select }),
    ]);
    for (const { homeId, email } of invites) taken.set(placeOf(homeId, email), "email: This person is invited already");
    for (const { homeId, email } of users) {
      taken.set(placeOf(homeId, email), "email: Somebody there has this e-mail address already, and stays as they are");
    }
  }
  return taken;
}

function placeOf(homeId: string, email: string): string {
  return `${homeId} ${email}`;
}
