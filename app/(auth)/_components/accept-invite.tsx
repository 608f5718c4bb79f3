"use client";
import { PasswordInput, TextInput } from "@mantine/core";
import { signIn } from "next-auth/react";
import { useEffect, useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { type ActionOutcome, unreachable } from "@/components/ui/action-outcome";
import { useActionForm } from "@/components/ui/use-action-form";
import { acceptInviteSchema, type OpenedInvite } from "@/lib/users/invites/invite-schema";
import { acceptInviteAction, openInviteAction } from "../invite/actions";
import classes from "./auth-frame.module.css";
import { LinkNotice } from "./link-notice";
import { useLinkToken } from "./use-link-token";

/** What an invite is for, and the form that accepts it. */
export function AcceptInvite() {
  const token = useLinkToken();
  const [opened, setOpened] = useState<ActionOutcome<OpenedInvite> | null>(null);
  useEffect(() => {
    if (token === undefined) return;
    const failed = () => setOpened({ ok: false, error: { code: "internal", message: unreachable } });
    openInviteAction({ token: token ?? "none" }).then(setOpened, failed);
  }, [token]);
  if (!opened) return <p className={classes.lead}>Opening your invite…</p>;
  if (!opened.ok || !token) {
    return <LinkNotice>{opened.ok ? unreachable : opened.error.message}</LinkNotice>;
  }
  return (
    <>
      <p className={classes.lead}>
        You are invited to the dashboards of {opened.data.home}. Choose how you are called and a password.
      </p>
      <AcceptInviteForm token={token} invite={opened.data} />
    </>
  );
}

function AcceptInviteForm({ token, invite }: { token: string; invite: OpenedInvite }) {
  const { email, displayName } = invite;
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { displayName, password: "" },
    schema: acceptInviteSchema,
    toInput: (values) => ({ token, ...values }),
    action: acceptInviteAction,
    warnWhenLeaving: false,
    onDone: async (_, { password }) => {
      await signIn("credentials", { email, password, redirect: false });
      location.assign("/");
    },
  });
  return (
    <ActionForm
      label="Accept invite"
      submitLabel="Start"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      fullWidth
    >
      <TextInput label="E-mail" type="email" autoComplete="username" value={email} readOnly />
      <TextInput label="Your name" autoComplete="name" autoFocus {...form.getInputProps("displayName")} />
      <PasswordInput
        label="Password"
        description="At least 10 characters."
        autoComplete="new-password"
        {...form.getInputProps("password")}
      />
    </ActionForm>
  );
}
