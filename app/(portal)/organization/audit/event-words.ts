import type { AuditEventView } from "@/lib/audit/audit-event-schema";

/** What an action did, to be followed by the name of its target. */
const verbs: Readonly<Record<string, string>> = {
  "access.refused": "was refused what they may not do",
  "audit.events_removed": "Events older than the retention allows were removed",
  "audit.exported": "downloaded the audit",
  "connection.catalog_refreshed": "read the tables of connection",
  "connection.exposure_changed": "changed the exposure of tables in connection",
  "connection.tested": "tested connection",
  "dashboard.opened": "opened, as an admin, dashboard",
  "dashboard.passed_on": "took over dashboard",
  "dashboard.secret_read": "read the secret of dashboard",
  "dashboard.secret_rotated": "replaced the secret of dashboard",
  "dashboard.shared": "shared dashboard",
  "dashboard.unshared": "stopped sharing dashboard",
  "dashboard.viewed": "looked at dashboard",
  "domain.granted": "let somebody use semantic domain",
  "domain.grant_removed": "took from somebody semantic domain",
  "group.member_removed": "removed somebody from group",
  "group.members_added": "added people to group",
  "organization.created": "set up organization",
  "project.secret_read": "read the secret of project",
  "project.secret_rotated": "replaced the secret of project",
  "query.ran": "ran a query for",
  "query.refused": "was refused a query for",
  "encryption_key.retired": "Earlier encryption keys were deleted",
  "encryption_key.rotated": "The encryption key was replaced",
  "signing_key.rotated": "replaced the key that signs embed tokens",
  "tenant.data_exported": "downloaded everything about tenant",
  "tenancy.switched_off": "switched tenancy off in their session",
  "tenancy.switched_on": "switched tenancy on again in their session",
  "token.invalidated": "ended an embed token of",
  "token.issued": "issued an embed token for",
  "token.refused": "A wrong secret was given for",
  "token.previewed": "tried the embed of",
  "token.refreshed": "refreshed an embed token of",
  "identity_provider.created": "added identity provider",
  "identity_provider.deleted": "removed identity provider",
  "identity_provider.updated": "changed identity provider",
  "invite.created": "invited",
  "invite.resent": "sent another invite to",
  "invite.revoked": "took back the invite of",
  "user.identity_linked": "linked an identity to their account",
  "user.identity_unlinked": "unlinked an identity from their account",
  "user.joined": "accepted their invite",
  "user.password_change_failed": "gave a wrong password while changing their own",
  "user.password_changed": "changed their password",
  "user.password_reset": "chose a new password through a link",
  "user.reset_link_made": "made a password link for",
  "user.reset_requested": "A password link was asked for by mail for",
  "user.sessions_ended": "ended sessions of",
  "user.sign_in_refused": "A sign-in was refused at",
  "user.data_exported": "downloaded everything about person",
  "user.locked_out": "Too many failed sign-ins locked",
  "user.unknown_sign_in_failed": "A sign-in failed for an unknown e-mail address",
  "user.sign_in_failed": "A sign-in failed for",
  "user.signed_in": "signed in",
  "user.signed_out": "signed out",
};

const nouns: Readonly<Record<string, string>> = { api_key: "API key", user: "person", domain: "semantic domain" };

export interface EventWords {
  readonly actor: string | null;
  readonly verb: string;
  readonly target: string | null;
}

/** One event as a sentence in three parts: `Ada`, `shared dashboard`, `Delays`. */
export function eventWords(event: AuditEventView): EventWords {
  const aboutSelf =
    /^(?:user\.(?:signed_(?:in|out)|joined|identity_(?:un)?linked|password_(?:changed|change_failed|reset))|tenancy\..*|signing_key\..*)$/.test(
      event.action,
    );
  const impersonal = event.actorKind === "system";
  const verb = verbs[event.action] ?? plainVerb(event.action);
  return {
    actor: impersonal && verb[0] === verb[0]?.toUpperCase() ? null : event.actorName,
    verb,
    target: aboutSelf ? null : (event.targetName ?? permission(event) ?? figures(event)),
  };
}

/** What was refused. */
function permission({ action, details }: AuditEventView): string | null {
  return action === "access.refused" && typeof details.permission === "string" ? details.permission : null;
}

/** What a query came to. */
function figures({ details }: AuditEventView): string | null {
  const { rows, milliseconds } = details;
  return typeof rows === "number" ? `${rows.toLocaleString("en-US")} rows in ${milliseconds} ms` : null;
}

/** `tenant.created` → `created tenant`. */
function plainVerb(action: string): string {
  const [noun = "", verb = ""] = action.split(".");
  return `${verb.replaceAll("_", " ")} ${nouns[noun] ?? noun.replaceAll("_", " ")}`;
}

/** Kinds of events to filter by. */
export const actionChoices = [
  { value: "dashboard.*", label: "Dashboards" },
  { value: "query.*", label: "Queries" },
  { value: "access.*", label: "Refusals" },
  { value: "token.*", label: "Embed tokens" },
  { value: "connection.*", label: "Connections" },
  { value: "policy.*", label: "Policies" },
  { value: "assignment.*", label: "Assignments" },
  { value: "tenant.*", label: "Tenants" },
  { value: "user.*", label: "People and sign-ins" },
  { value: "invite.*", label: "Invites" },
  { value: "identity_provider.*", label: "Identity providers" },
  { value: "group.*", label: "Groups" },
  { value: "api_key.*", label: "API keys" },
  { value: "attribute.*", label: "Attributes" },
  { value: "tenancy.*", label: "Sessions without tenancy" },
  { value: "project.*", label: "Projects" },
  { value: "audit.*", label: "The audit itself" },
] as const;
