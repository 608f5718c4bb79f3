import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { requirePermission } from "@/lib/authorization/require-permission";
import { database } from "@/lib/database";
import type { Actor } from "../actor";
import type { SigningKeyView } from "./signing-key-schema";
import { forgetSigningKeys, leavesAt, replaceSigningKey } from "./signing-keys";

const viewFields = { id: true, algorithm: true, createdAt: true, retiredAt: true } as const;

/**
 * Makes a new key for embed tokens: this instance signs with it at once, others within 5 s. No token ends by it: the key
 * before verifies until the last token it signed is over, at most 24 hours, and then leaves the published keys.
 *
 * @throws DomainError `forbidden`
 */
export async function rotateSigningKey(actor: Actor): Promise<SigningKeyView> {
  requirePermission(actor, "signing_key:rotate");
  const view = await database.$transaction(async (tx) => {
    const id = await replaceSigningKey(tx);
    await recordAuditEvent(tx, actor, { action: "signing_key.rotated", targetId: id });
    return toView(await tx.signingKey.findUniqueOrThrow({ where: { id }, select: viewFields }));
  });
  forgetSigningKeys();
  return view;
}

/**
 * The keys that sign or still verify, newest first; without the keys themselves.
 *
 * @throws DomainError `forbidden`
 */
export async function listSigningKeys(actor: Actor): Promise<readonly SigningKeyView[]> {
  requirePermission(actor, "signing_key:read");
  const rows = await database.signingKey.findMany({ orderBy: { createdAt: "desc" }, select: viewFields });
  return rows.map(toView);
}

function toView({
  id,
  algorithm,
  createdAt,
  retiredAt,
}: {
  readonly id: string;
  readonly algorithm: string;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}): SigningKeyView {
  return {
    id,
    algorithm,
    createdAt: createdAt.toISOString(),
    retiredAt: retiredAt?.toISOString() ?? null,
    leavesAt: retiredAt ? leavesAt(retiredAt).toISOString() : null,
  };
}
