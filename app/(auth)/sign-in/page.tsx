import { Title } from "@mantine/core";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { TextLink } from "@/components/ui/text-link";
import { findPortalActor } from "@/lib/identity/current-actor";
import { isMailConfigured } from "@/lib/mail/send-mail";
import { listSignInProviders } from "@/lib/oidc/identity-provider-queries";
import { isFirstRun } from "@/lib/organizations/create-organization";
import classes from "../_components/auth-frame.module.css";
import { ProviderButtons } from "../_components/provider-buttons";
import { SignInForm } from "../_components/sign-in-form";
import { localPath } from "./local-path";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, provider, error } = await searchParams;
  const destination = localPath(next);
  if (await isFirstRun()) redirect("/set-up");
  if (await findPortalActor()) redirect(destination);
  const providers = await listSignInProviders(provider);
  return (
    <>
      <Title order={1}>Sign in</Title>
      <p className={classes.lead}>Use the e-mail and password of your Bulkhead account.</p>
      <SignInForm destination={destination} />
      <ProviderButtons
        providers={providers}
        destination={destination}
        error={typeof error === "string" ? error : null}
      />
      {isMailConfigured() ? (
        <p className={classes.foot}>
          <TextLink href="/forgot-password">Forgot your password?</TextLink>
        </p>
      ) : null}
    </>
  );
}
