"use client";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import type { UserRemoval, UserView } from "@/lib/users/user-schema";
import { counted } from "../../../_labels/words";
import { UserSelect } from "../../../_pickers/user-select";
import { deleteUserAction } from "../actions";

const namedAtMost = 5;

/** Asks before a person goes: what goes with them, and who takes over what only they own. */
export function confirmUserRemoval(user: UserView, removal: UserRemoval, onDone?: () => void): void {
  let transferTo: string | null = null;
  const passesOn = removal.dashboardCount > 0;
  confirmRemoval({
    kind: "person",
    name: user.displayName,
    consequences: consequencesOf(removal),
    choice: passesOn ? (
      <HeirSelect
        user={user}
        onChange={(id) => {
          transferTo = id;
        }}
      />
    ) : null,
    typeName: true,
    remove: () => deleteUserAction(user.id, transferTo ? { transferTo } : {}),
    onDone,
  });
}

/** The dashboards of a tenant's person stay with their tenant or the organization. */
function HeirSelect({ user, onChange }: { user: UserView; onChange: (id: string | null) => void }) {
  return (
    <UserSelect
      label="New owner of the dashboards"
      description={
        user.tenantId
          ? `Somebody of ${user.tenantName ?? "the tenant"} or of the organization who is more than a viewer; you, if you choose nobody.`
          : "Somebody of the organization who is more than a viewer; you, if you choose nobody."
      }
      placeholder="You"
      home={user.tenantId ? undefined : null}
      onChange={onChange}
      clearable
    />
  );
}

function consequencesOf(removal: UserRemoval): string[] {
  const { dashboards, dashboardCount } = removal;
  const named = dashboards.slice(0, namedAtMost).map(({ title }) => `“${title}”`);
  const more = dashboardCount > named.length ? ` and ${dashboardCount - named.length} more` : "";
  const gone = [
    [removal.groupCount, "group membership"],
    [removal.shareCount, "share"],
    [removal.assignmentCount, "policy assignment"],
    [removal.apiKeyCount, "API key"],
    [removal.inviteCount, "open invite"],
  ] as const;
  const ended = [
    [removal.sessionCount, "session"],
    [removal.embedSessionCount, "embed token"],
  ] as const;
  return [
    ...(dashboardCount > 0
      ? [`${counted(dashboardCount, "dashboard")} get a new owner: ${named.join(", ")}${more}`]
      : []),
    ...sentence("Removes", gone),
    ...sentence("Ends", ended),
    ...staying(removal),
    "What they did stays in the audit",
  ];
}

/** Tokens of identity providers are the organization's: they work on, so somebody should know. */
function staying({ scimTokens }: UserRemoval): string[] {
  if (scimTokens.length === 0) return [];
  const named = scimTokens.slice(0, namedAtMost).map(({ name }) => `“${name}”`);
  const more = scimTokens.length > named.length ? ` and ${scimTokens.length - named.length} more` : "";
  return [
    `Leaves ${counted(scimTokens.length, "provisioning token")} working: ${named.join(", ")}${more}. Revoke them in the settings if the identity provider is theirs`,
  ];
}

/** `Removes 2 shares, 1 API key`; nothing when there is nothing. */
function sentence(verb: string, counts: readonly (readonly [number, string])[]): string[] {
  const there = counts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun));
  return there.length > 0 ? [`${verb} ${there.join(", ")}`] : [];
}
