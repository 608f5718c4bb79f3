import { requirePermission } from "@/lib/authorization/require-permission";
import { database, type Transaction } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { putIn, takeOut } from "./change-members";
import { type MembersByEmailInput, type MembersChange, memberEmailSchema, membersByEmailSchema } from "./group-schema";
import { type LockedGroup, lockGroup, requireMayDecideMembers } from "./lock-group";
import { requireMayGrant } from "./require-may-grant";

/** Thousands of members on a busy machine take longer than Prisma's five seconds. */
const longestMilliseconds = 60_000;

interface Found {
  readonly userIds: string[];
  readonly unchanged: number;
  readonly problems: MembersChange["problems"];
}

/**
 * Adds or removes the people of a list of e-mail addresses, those who are found, and says of every other line why not.
 * Only the group's own home is looked at, so that a list tells nothing about anybody elsewhere (R04); adding counts as
 * granting all that the group has (R16).
 *
 * @throws DomainError `forbidden`, `not_found` for a foreign group, `invalid_input`
 */
export async function changeMembersByEmail(
  actor: Actor,
  groupId: string,
  input: MembersByEmailInput,
): Promise<MembersChange> {
  requirePermission(actor, "group:update");
  const { emails, change, dryRun } = parseInput(membersByEmailSchema, input);
  return database.$transaction(
    async (tx) => {
      const group = await lockGroup(tx, actor, groupId);
      requireMayDecideMembers(actor, group);
      if (change === "ADD") await requireMayGrant(tx, actor, groupId);
      const { userIds, ...told } = await find(tx, group, emails, change);
      if (!dryRun) await (change === "ADD" ? putIn : takeOut)(tx, actor, group, userIds);
      return { changed: userIds.length, ...told };
    },
    { timeout: longestMilliseconds },
  );
}

async function find(
  transaction: Transaction,
  group: LockedGroup,
  lines: readonly string[],
  change: "ADD" | "REMOVE",
): Promise<Found> {
  const parsed = lines.map((text, index) => ({ line: index + 1, text, ...memberEmailSchema.safeParse(text) }));
  const emails = parsed.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const people = await transaction.user.findMany({
    where: { homeId: group.homeId, email: { in: emails } },
    select: { id: true, email: true, disabledAt: true, memberships: { where: { groupId: group.id } } },
  });
  const byEmail = new Map(people.map((person) => [person.email, person]));
  const firstLines = new Map<string, number>();
  const found = { userIds: [] as string[], unchanged: 0, problems: [] as MembersChange["problems"] };
  for (const { line, text, data } of parsed) {
    const refuse = (message: string) => found.problems.push({ line, email: text.trim().slice(0, 254), message });
    const first = data === undefined ? undefined : firstLines.get(data);
    const person = data === undefined ? undefined : byEmail.get(data);
    const isMember = (person?.memberships.length ?? 0) > 0;
    if (data === undefined) refuse("This is not an e-mail address");
    else if (first !== undefined) refuse(`The same address is in line ${first} already`);
    else if (change === "REMOVE" && !isMember) refuse("Nobody with this address is in the group");
    // Who is disabled can be nobody's new member, and looks like somebody who is not there.
    else if (change === "ADD" && !isMember && (!person || person.disabledAt)) {
      refuse(`Nobody ${group.tenantId === null ? "of the organization itself" : "of this tenant"} has this address`);
    } else if (change === "ADD" && isMember) found.unchanged += 1;
    else if (person) found.userIds.push(person.id);
    if (data !== undefined) firstLines.set(data, first ?? line);
  }
  return found;
}
