"use client";
import type { RowAction } from "@/components/data-table/row-menu";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { useAction } from "@/components/ui/use-action";
import type { UserView } from "@/lib/users/user-schema";
import { deleteUserAction, disableUserAction, enableUserAction, endUserSessionsAction } from "../actions";
import { createResetLinkAction } from "../invite-actions";
import { showLinkOnce } from "./link-once";

/** What can be done with a person, besides editing. */
export function useUserActions(): (user: UserView, onDeleted?: () => void) => RowAction[] {
  const { run } = useAction();
  const showResetLink = async ({ id, displayName }: UserView) => {
    const made = await run(() => createResetLinkAction(id));
    const words = `Hand this link to ${displayName}: whoever has it chooses their password. It works once, for an hour, and is shown only now.`;
    if (made) showLinkOnce(made.link, words);
  };
  return (user, onDone) => [
    user.disabledAt
      ? {
          label: "Enable",
          onSelect: () => run(() => enableUserAction(user.id), `${user.displayName} may sign in again`),
        }
      : {
          label: "Disable",
          onSelect: () =>
            run(() => disableUserAction(user.id), `${user.displayName} is disabled; sessions and tokens have ended`),
        },
    ...(user.disabledAt ? [] : [{ label: "Make a password link", onSelect: () => showResetLink(user) }]),
    {
      label: "Sign out everywhere",
      onSelect: () => run(() => endUserSessionsAction(user.id), `${user.displayName} is signed out everywhere`),
    },
    {
      label: "Delete",
      danger: true,
      onSelect: () =>
        confirmRemoval({
          kind: "person",
          name: user.displayName,
          consequences: [
            "Ends their sessions and embed tokens",
            "Removes their group memberships, shares and policy assignments",
            "Dashboards that only they owned pass to you",
          ],
          typeName: true,
          remove: () => deleteUserAction(user.id),
          onDone,
        }),
    },
  ];
}
