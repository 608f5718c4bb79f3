import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { getOwnAccount, listOwnSessions } from "@/lib/identity/account/account-queries";
import { findSessionId } from "@/lib/identity/current-actor";
import { requirePageActor } from "../_shell/page-access";
import { NameForm } from "./_components/name-form";
import { PasswordForm } from "./_components/password-form";
import { SessionTable } from "./_components/session-table";
import { SignOutOthersButton } from "./_components/sign-out-others-button";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const actor = await requirePageActor("account:manage");
  const [account, sessions] = await Promise.all([getOwnAccount(actor), listOwnSessions(actor, await findSessionId())]);
  return (
    <FormColumn>
      <PageHeader title="Your account" description={account.email} />
      <Section title="Name">
        <NameForm displayName={account.displayName} />
      </Section>
      {account.hasPassword ? (
        <Section title="Password" description="Changing it signs you out everywhere else.">
          <PasswordForm />
        </Section>
      ) : null}
      <Section
        title="Where you are signed in"
        description="Sign out what you do not know or no longer use."
        actions={sessions.length > 1 ? <SignOutOthersButton /> : null}
        flush
      >
        <SessionTable sessions={sessions} />
      </Section>
    </FormColumn>
  );
}
