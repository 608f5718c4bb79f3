import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { getOwnAccount, listOwnSessions } from "@/lib/identity/account/account-queries";
import { findSessionId } from "@/lib/identity/current-actor";
import { listOwnIdentities } from "@/lib/oidc/link-identity";
import { requirePageActor } from "../_shell/page-access";
import { IdentitySection } from "./_components/identity-section";
import { LocaleSection } from "./_components/locale-section";
import { NameForm } from "./_components/name-form";
import { PasswordSection } from "./_components/password-section";
import { SessionSection } from "./_components/session-section";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage({ searchParams }: PageProps<"/account">) {
  const actor = await requirePageActor("account:manage");
  const failed = (await searchParams).error !== undefined;
  const [account, sessions, identities] = await Promise.all([
    getOwnAccount(actor),
    listOwnSessions(actor, await findSessionId()),
    listOwnIdentities(actor),
  ]);
  return (
    <FormColumn>
      <PageHeader title="Your account" description={account.email} />
      <Section title="Name">
        <NameForm displayName={account.displayName} />
      </Section>
      <LocaleSection />
      {account.hasPassword ? <PasswordSection /> : null}
      {identities.length > 0 ? <IdentitySection identities={identities} failed={failed} /> : null}
      <SessionSection sessions={sessions} />
    </FormColumn>
  );
}
