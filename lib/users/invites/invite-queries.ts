import { requirePermission } from "@/lib/authorization/require-permission";
import { containsWords } from "@/lib/contains-words";
import { database } from "@/lib/database";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { requireCursor } from "@/lib/page-cursor";
import { type Page, type PageInput, pageArguments, pageSchema, toPage } from "@/lib/pagination";
import type { Prisma } from "@/prisma/client/client";
import type { InviteView } from "./invite-schema";
import { inviteViewFields, toInviteView } from "./invite-view";

/**
 * Invites that nobody has accepted, newest first, those that ran out included: they can be sent again.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export async function listInvites(actor: Actor, input: PageInput = {}): Promise<Page<InviteView>> {
  requirePermission(actor, "user:read");
  const page = parseInput(pageSchema, input);
  const own: Prisma.InviteWhereInput = { organizationId: actor.organizationId };
  await requireCursor(page.cursor, (id) => database.invite.count({ where: { ...own, id } }));
  const where = page.search ? { ...own, email: containsWords(page.search) } : own;
  const [rows, total] = await Promise.all([
    database.invite.findMany({ where, orderBy: { id: "desc" }, select: inviteViewFields, ...pageArguments(page) }),
    database.invite.count({ where }),
  ]);
  return toPage(rows.map(toInviteView), page.limit, total);
}
