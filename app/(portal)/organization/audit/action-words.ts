/** One noun of the audit: what the filter calls it, and what each of its actions did, to be followed by the target's name. */
interface NounWords {
  readonly label: string;
  readonly actions: Readonly<Record<string, string>>;
}

const made = (noun: string) => ({
  created: `created ${noun}`,
  updated: `changed ${noun}`,
  deleted: `deleted ${noun}`,
});

/**
 * Every action that is ever written down. A sentence that begins with a capital has nobody for a subject: no known actor
 * stands behind it.
 */
export const auditNouns: Readonly<Record<string, NounWords>> = {
  dashboard: {
    label: "Dashboards",
    actions: {
      created: "created dashboard",
      deleted: "deleted dashboard",
      edited: "edited dashboard",
      exported: "downloaded a picture of dashboard",
      opened: "opened, as an admin, dashboard",
      passed_on: "took over dashboard",
      restored: "brought back an earlier version of dashboard",
      secret_read: "read the secret of dashboard",
      secret_rotated: "replaced the secret of dashboard",
      shared: "shared dashboard",
      transferred: "handed on dashboard",
      unshared: "stopped sharing dashboard",
      viewed: "looked at dashboard",
    },
  },
  card: { label: "Cards", actions: { exported: "downloaded a card of dashboard" } },
  query: { label: "Queries", actions: { ran: "ran a query for", refused: "was refused a query for" } },
  access: {
    label: "Refusals",
    actions: {
      refused: "was refused what they may not do:",
      refusals_left_out: "More refusals than are written down one by one",
      unauthenticated: "A credential was sent where none may stand",
    },
  },
  token: {
    label: "Embed tokens",
    actions: {
      issued: "issued an embed token for",
      previewed: "tried the embed of",
      refreshed: "refreshed an embed token of",
      invalidated: "ended an embed token of",
      refused: "A token or secret was refused",
      throttled: "Too many requests for tokens were held back",
    },
  },
  connection: {
    label: "Connections",
    actions: {
      ...made("connection"),
      tested: "tested connection",
      catalog_refreshed: "read the tables of connection",
      exposure_changed: "changed the exposure of tables in connection",
    },
  },
  policy: { label: "Policies", actions: made("policy") },
  assignment: {
    label: "Assignments",
    actions: {
      created: "assigned policy",
      updated: "changed an assignment of policy",
      deleted: "took back an assignment of policy",
    },
  },
  dataset: {
    label: "Datasets",
    actions: { created: "created dataset", edited: "edited dataset", deleted: "deleted dataset" },
  },
  domain: {
    label: "Semantic domains",
    actions: {
      created: "created semantic domain",
      edited: "edited semantic domain",
      deleted: "deleted semantic domain",
      granted: "let somebody use semantic domain",
      grant_removed: "took from somebody semantic domain",
    },
  },
  tenant: {
    label: "Tenants",
    actions: { ...made("tenant"), data_exported: "downloaded everything about tenant" },
  },
  user: {
    label: "People and sign-ins",
    actions: {
      created: "added person",
      updated: "changed person",
      deleted: "deleted person",
      disabled: "disabled person",
      enabled: "enabled person",
      data_exported: "downloaded everything about person",
      identity_linked: "linked an identity to their account",
      identity_unlinked: "unlinked an identity from their account",
      joined: "accepted their invite",
      provisioned: "brought up to date person",
      locked_out: "Too many failed sign-ins locked",
      locked_sign_in_refused: "A sign-in was refused while locked for",
      password_change_failed: "gave a wrong password while changing their own",
      password_changed: "changed their password",
      password_reset: "chose a new password through a link",
      reset_link_made: "made a password link for",
      reset_requested: "A password link was asked for by mail for",
      reset_throttled: "Too many password links were asked for from one address",
      sessions_ended: "ended sessions of",
      sign_in_failed: "A sign-in failed for",
      sign_in_refused: "A sign-in was refused at",
      sign_in_throttled: "Sign-ins from one address were held back after too many failures",
      signed_in: "signed in",
      signed_out: "signed out",
      unknown_sign_in_failed: "A sign-in failed for an unknown e-mail address",
    },
  },
  invite: {
    label: "Invites",
    actions: { created: "invited", resent: "sent another invite to", revoked: "took back the invite of" },
  },
  import: {
    label: "Imports",
    actions: {
      started: "started an import",
      finished: "finished an import",
      cancelled: "cancelled an import",
      links_read: "downloaded the links of an import",
    },
  },
  identity_provider: {
    label: "Identity providers",
    actions: {
      created: "added identity provider",
      updated: "changed identity provider",
      deleted: "removed identity provider",
    },
  },
  group: {
    label: "Groups",
    actions: {
      ...made("group"),
      member_removed: "removed somebody from group",
      members_removed: "removed people from group",
      members_added: "added people to group",
      provisioned: "brought up to date group",
    },
  },
  api_key: {
    label: "API keys",
    actions: { created: "created API key", revoked: "revoked API key", refused: "An API key was refused" },
  },
  scim_token: {
    label: "Provisioning tokens",
    actions: { created: "created provisioning token", revoked: "revoked provisioning token" },
  },
  attribute: { label: "Attributes", actions: made("attribute") },
  tenancy: {
    label: "Sessions without tenancy",
    actions: {
      switched_off: "switched tenancy off in their session",
      switched_on: "switched tenancy on again in their session",
    },
  },
  project: {
    label: "Projects",
    actions: {
      ...made("project"),
      secret_read: "read the secret of project",
      secret_rotated: "replaced the secret of project",
    },
  },
  organization: { label: "The organization", actions: { created: "set up organization" } },
  signing_key: { label: "Signing keys", actions: { rotated: "replaced the key that signs embed tokens" } },
  encryption_key: {
    label: "Encryption keys",
    actions: { rotated: "The encryption key was replaced", retired: "Earlier encryption keys were deleted" },
  },
  access_review: { label: "Access review", actions: { exported: "downloaded the access review" } },
  audit: {
    label: "The audit itself",
    actions: {
      exported: "downloaded the audit",
      events_removed: "Events older than the retention allows were removed",
    },
  },
};

/** The words of an action; null for one that is not written down by this version. */
export function actionWords(action: string): string | null {
  const [noun = "", verb = ""] = action.split(".");
  return auditNouns[noun]?.actions[verb] ?? null;
}

/** What can be filtered by: all of a noun, then each of its actions. */
export const actionChoices = Object.entries(auditNouns).map(([noun, { label, actions }]) => ({
  group: label,
  items: [
    { value: `${noun}.*`, label: `All of ${label.toLowerCase()}` },
    ...Object.keys(actions).map((verb) => ({ value: `${noun}.${verb}`, label: choiceLabel(noun, verb) })),
  ],
}));

/** `dashboard.secret_read` → `Dashboard: secret read`. */
function choiceLabel(noun: string, verb: string): string {
  const words = noun.replaceAll("_", " ").replace(/^api /, "API ");
  return `${words[0]?.toUpperCase()}${words.slice(1)}: ${verb.replaceAll("_", " ")}`;
}
