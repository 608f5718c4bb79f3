"use client";
import { Box } from "@mantine/core";
import { createColumnHelper } from "@tanstack/react-table";
import { DataTable, type features } from "@/components/data-table/data-table";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import { useAction } from "@/components/ui/use-action";
import type { InviteView } from "@/lib/users/invites/invite-schema";
import { RoleBadge } from "../../../_labels/badges";
import { resendInviteAction, revokeInviteAction } from "../invite-actions";
import { inviteWords, showLinkOnce } from "./link-once";

const helper = createColumnHelper<typeof features, InviteView>();
const columns = helper.columns([
  helper.accessor("email", { header: "E-mail" }),
  helper.accessor("tenantName", { header: "Home", cell: ({ getValue }) => getValue() ?? "Organization" }),
  helper.accessor("role", { header: "Role", cell: ({ getValue }) => <RoleBadge role={getValue()} /> }),
  helper.accessor("invitedByName", { header: "Invited by" }),
  helper.accessor("sentAt", { header: "Sent", cell: ({ getValue }) => <Moment value={getValue()} /> }),
  helper.accessor("expiresAt", { header: "Valid until", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

/** Invites that nobody has accepted; nothing at all when there are none. */
export function InviteTable({ invites }: { invites: readonly InviteView[] }) {
  const { run } = useAction();
  if (invites.length === 0) return null;
  const resend = async ({ id, email }: InviteView) => {
    const sent = await run(() => resendInviteAction(id));
    if (sent?.link) showLinkOnce(sent.link, inviteWords(email));
  };
  const revoke = ({ id, email }: InviteView) =>
    confirmRemoval({
      kind: "invite of",
      name: email,
      verb: "Revoke",
      consequences: ["Its link opens nothing from now on"],
      remove: () => revokeInviteAction(id),
    });
  return (
    <Box mt="lg">
      <Section title="Open invites" flush>
        <DataTable
          label="Open invites"
          columns={columns}
          rows={invites}
          search={false}
          actions={(invite) => [
            { label: "Send again", onSelect: () => resend(invite) },
            { label: "Revoke", danger: true, onSelect: () => revoke(invite) },
          ]}
          empty={null}
        />
      </Section>
    </Box>
  );
}
