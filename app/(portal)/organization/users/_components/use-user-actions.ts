"use client";
import type { RowAction } from "@/components/data-table/row-menu";
import { useAction } from "@/components/ui/use-action";
import type { UserView } from "@/lib/users/user-schema";
import { disableUserAction, enableUserAction, endUserSessionsAction, userRemovalAction } from "../actions";
import { createResetLinkAction } from "../invite-actions";
import { confirmUserRemoval } from "./confirm-user-removal";
import { showLinkOnce } from "./link-once";

/** What can be done with a person, besides editing. */
export function useUserActions(): (user: UserView, onDeleted?: () => void) => RowAction[] {
  const { run } = useAction();
  const showResetLink = async ({ id, displayName }: UserView) => {
    const made = await run(() => createResetLinkAction(id));
    const words = `Hand this link to ${displayName}: whoever has it chooses their password. It works once, for an hour, and is shown only now.`;
    if (made) showLinkOnce(made.link, words);
  };
  const askToDelete = async (user: UserView, onDone?: () => void) => {
    const removal = await run(() => userRemovalAction(user.id));
    if (removal) confirmUserRemoval(user, removal, onDone);
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
      onSelect: () => askToDelete(user, onDone),
    },
  ];
}
