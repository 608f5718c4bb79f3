import { Title } from "@mantine/core";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { TextLink } from "@/components/ui/text-link";
import { findPortalActor } from "@/lib/identity/current-actor";
import { isMailConfigured } from "@/lib/mail/send-mail";
import { isFirstRun } from "@/lib/organizations/create-organization";
import classes from "../_components/auth-frame.module.css";
import { SignInForm } from "../_components/sign-in-form";
import { localPath } from "./local-path";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  const destination = localPath(next);
  if (await isFirstRun()) redirect("/set-up");
  if (await findPortalActor()) redirect(destination);
  return (
    <>
      <Title order={1}>Sign in</Title>
      <p className={classes.lead}>Use the e-mail and password of your Bulkhead account.</p>
      <SignInForm destination={destination} />
      {isMailConfigured() ? (
        <p className={classes.foot}>
          <TextLink href="/forgot-password">Forgot your password?</TextLink>
        </p>
      ) : null}
    </>
  );
}
