import type { AuditEventView } from "@/lib/audit/audit-event-schema";
import { actionWords } from "./action-words";

export interface EventWords {
  readonly actor: string | null;
  readonly verb: string;
  readonly target: string | null;
  /** How, to whom or how much: `with Ops as EDITOR`. */
  readonly rest: string | null;
}

/** What people do to themselves: who did it is who it was done to. */
const aboutSelf =
  /^(?:user\.(?:signed_(?:in|out)|joined|identity_(?:un)?linked|password_(?:changed|change_failed|reset))|tenancy\..*|signing_key\..*)$/;

/** One event as a sentence in parts: `Ada`, `shared dashboard`, `Delays`, `with Ops as EDITOR`. */
export function eventWords(event: AuditEventView): EventWords {
  const { action, actorKind, actorName } = event;
  const verb = actionWords(action) ?? action.replace(/[._]/g, " ");
  const impersonal = actorKind === "system" && /^[A-Z]/.test(verb);
  return {
    actor: impersonal ? null : actorName,
    verb,
    target: aboutSelf.test(action) ? null : event.targetName,
    rest: restWords(event),
  };
}

/** The whole sentence. */
export function eventSentence(event: AuditEventView): string {
  const { actor, verb, target, rest } = eventWords(event);
  return [actor, verb, target, rest].filter(Boolean).join(" ");
}

const scopes: Readonly<Record<string, string>> = { GROUP: "group ", TENANT: "all of tenant " };

function restWords({ action, details }: AuditEventView): string | null {
  const text = (name: string) => (typeof details[name] === "string" ? (details[name] as string) : null);
  const number = (name: string) =>
    typeof details[name] === "number" ? (details[name] as number).toLocaleString("en-US") : null;
  switch (action) {
    case "dashboard.shared":
    case "dashboard.unshared": {
      const subject = `${scopes[text("scope") ?? ""] ?? ""}${text("subjectName") ?? "somebody"}`;
      return `with ${subject} as ${text("level")}`;
    }
    case "access.refused":
      return text("permission");
    case "query.ran":
      return number("rows") && `(${number("rows")} rows in ${number("milliseconds")} ms)`;
    case "connection.exposure_changed":
      return text("exposure") && `to ${text("exposure")}`;
    case "user.updated": {
      const role = details.role as { from?: unknown; to?: unknown } | undefined;
      return role?.to ? `from ${role.from} to ${role.to}` : null;
    }
    case "invite.created":
    case "user.created":
      return text("role") && `as ${text("role")}`;
    case "group.members_added":
      return number("added") && `(${number("added")})`;
    case "audit.exported":
      return text("format") && `as ${text("format")?.toUpperCase()}`;
    default:
      return null;
  }
}
