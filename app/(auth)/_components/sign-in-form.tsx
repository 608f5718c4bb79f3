"use client";
import { PasswordInput, TextInput } from "@mantine/core";
import { signIn } from "next-auth/react";
import { ActionForm } from "@/components/ui/action-form";
import type { ActionOutcome } from "@/components/ui/action-outcome";
import { useActionForm } from "@/components/ui/use-action-form";
import { type SignInInput, signInSchema } from "@/lib/identity/sign-in-schema";

/** One answer for an unknown e-mail, a wrong password and a locked account: which it was is nobody's business. */
const failures: Readonly<Record<string, string>> = {
  CredentialsSignin:
    "That e-mail and password do not match an account, or it is locked for a while after too many attempts.",
  TooManyAttempts: "Too many attempts from here. Wait a quarter of an hour, then try again.",
};
const unavailable = "Signing in is not possible right now. Try again in a moment.";

export function SignInForm({ destination }: { destination: string }) {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { email: "", password: "" },
    schema: signInSchema,
    action: signInWithPassword,
    warnWhenLeaving: false,
    // A full load, so that nothing of the page without a session stays in memory.
    onDone: () => location.assign(destination),
  });
  return (
    <ActionForm
      label="Sign in"
      submitLabel="Sign in"
      onSubmit={submit}
      pending={pending}
      failure={Object.keys(form.errors).length > 0 ? null : failure}
      fullWidth
    >
      <TextInput label="E-mail" type="email" autoComplete="username" autoFocus {...form.getInputProps("email")} />
      <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps("password")} />
    </ActionForm>
  );
}

async function signInWithPassword(input: unknown): Promise<ActionOutcome> {
  const { email, password } = input as SignInInput;
  const answer = await signIn("credentials", { email, password, redirect: false });
  if (answer?.ok && !answer.error) return { ok: true, data: null };
  const message = failures[answer?.error ?? ""] ?? unavailable;
  return { ok: false, error: { code: "unauthenticated", message } };
}
