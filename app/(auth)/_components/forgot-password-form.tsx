"use client";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { LinkButton } from "@/components/ui/link-button";
import { useActionForm } from "@/components/ui/use-action-form";
import { requestResetSchema } from "@/lib/users/password-reset/reset-schema";
import { requestPasswordResetAction } from "../forgot-password/actions";
import classes from "./auth-frame.module.css";

export function ForgotPasswordForm() {
  const [asked, setAsked] = useState(false);
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { email: "" },
    schema: requestResetSchema,
    action: requestPasswordResetAction,
    warnWhenLeaving: false,
    onDone: () => setAsked(true),
  });
  if (asked) {
    return (
      <>
        <p className={classes.lead} role="status">
          If that address has an account with a password, a link is on its way. It works once, for an hour.
        </p>
        <LinkButton href="/sign-in">Back to sign-in</LinkButton>
      </>
    );
  }
  return (
    <>
      <p className={classes.lead}>Enter the e-mail of your account. A link to choose a new password comes by mail.</p>
      <ActionForm
        label="Forgot password"
        submitLabel="Send the link"
        onSubmit={submit}
        pending={pending}
        failure={failure}
        fullWidth
      >
        <TextInput label="E-mail" type="email" autoComplete="username" autoFocus {...form.getInputProps("email")} />
      </ActionForm>
    </>
  );
}
