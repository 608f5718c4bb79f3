import type { Prisma } from "@/prisma/client/client";
import type { InviteView } from "./invite-schema";

/** What is read of an invite's row for its view; never the token's hash. */
export const inviteViewFields = {
  id: true,
  email: true,
  role: true,
  tenantId: true,
  createdAt: true,
  sentAt: true,
  expiresAt: true,
  tenant: { select: { name: true } },
  invitedBy: { select: { displayName: true } },
} as const satisfies Prisma.InviteSelect;

type InviteRow = Prisma.InviteGetPayload<{ select: typeof inviteViewFields }>;

/** The row as admins see it. */
export function toInviteView({ tenant, invitedBy, createdAt, sentAt, expiresAt, ...rest }: InviteRow): InviteView {
  return {
    ...rest,
    tenantName: tenant?.name ?? null,
    invitedByName: invitedBy.displayName,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
