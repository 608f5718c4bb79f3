import { levelRank } from "@/lib/authorization/permissions";
import type { ShareSubject, ShareView } from "@/lib/shares/share-schema";
import { AccessLevel } from "@/prisma/client/enums";

type Subject = Pick<ShareSubject | ShareView, "scope" | "subjectId">;

/** What a share gives: a level, and the last day it holds, as `2026-12-31`; without one it has no end. */
export interface Given {
  readonly level: AccessLevel;
  readonly lastDay: string;
}

/** Names a subject among those found; an id alone would not tell the "everyone" scopes apart. */
export function subjectKey({ scope, subjectId }: Subject): string {
  return `${scope}:${subjectId ?? ""}`;
}

/** What the share command takes for a subject, a level and an end. */
export function shareInput({ scope, subjectId }: Subject, { level, lastDay }: Given): object {
  const field = {
    USER: "userId",
    GROUP: "groupId",
    TENANT: "tenantId",
    ALL_TENANTS: null,
    ALL_ORGANIZATION_USERS: null,
  };
  const name = field[scope];
  const subject = name && subjectId ? { [name]: subjectId } : {};
  return { scope, level, expiresAt: lastDay ? endOfDay(lastDay) : null, ...subject };
}

/** Levels that somebody of this level may give: their own and those below, up to what the subject can have. */
export function grantableLevels(own: AccessLevel, highest: AccessLevel = "OWNER"): AccessLevel[] {
  return Object.values(AccessLevel).filter(
    (level) => levelRank(level) <= levelRank(own) && levelRank(level) <= levelRank(highest),
  );
}

/** The day on which something ends, where the reader is. */
export function dayOf(time: string | null): string {
  if (!time) return "";
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last moment of a day where the reader is. */
function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString();
}
