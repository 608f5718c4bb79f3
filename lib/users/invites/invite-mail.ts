import { linkAddress } from "@/lib/identity/link-address";
import { sendMail } from "@/lib/mail/send-mail";
import type { InviteView, SentInvite } from "./invite-schema";

/** How long an invite can be accepted after it was sent. */
export const inviteSeconds = 7 * 24 * 60 * 60;

/** Mails an invite's link, or gives it back to be shown this once where no mail takes it. Called after the commit. */
export async function deliverInvite(invite: InviteView, home: string, token: string): Promise<SentInvite> {
  const link = linkAddress("/invite", token);
  const mailed = await sendMail({ to: invite.email, subject: "You are invited to Bulkhead", text: textOf(home, link) });
  return { ...invite, mailed, link: mailed ? null : link };
}

function textOf(home: string, link: string): string {
  return [
    `You are invited to the dashboards of ${home}.`,
    "",
    "Choose a name and a password to start:",
    link,
    "",
    "The link works once, for 7 days, and for this e-mail address only. If you did not expect it, ignore this mail.",
    "",
  ].join("\n");
}
