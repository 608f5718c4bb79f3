import { levelRank } from "@/lib/authorization/permissions";
import type { ShareSubject, ShareView } from "@/lib/shares/share-schema";
import { AccessLevel } from "@/prisma/client/enums";

type Subject = Pick<ShareSubject | ShareView, "scope" | "subjectId">;

/** Names a subject among those found; an id alone would not tell the "everyone" scopes apart. */
export function subjectKey({ scope, subjectId }: Subject): string {
  return `${scope}:${subjectId ?? ""}`;
}

/** What the share command takes for a subject and a level. */
export function shareInput({ scope, subjectId }: Subject, level: AccessLevel): unknown {
  const field = {
    USER: "userId",
    GROUP: "groupId",
    TENANT: "tenantId",
    ALL_TENANTS: null,
    ALL_ORGANIZATION_USERS: null,
  };
  const name = field[scope];
  return { scope, level, ...(name && subjectId ? { [name]: subjectId } : {}) };
}

/** Levels that somebody of this level may give: their own and those below. */
export function grantableLevels(own: AccessLevel): AccessLevel[] {
  return Object.values(AccessLevel).filter((level) => levelRank(level) <= levelRank(own));
}
