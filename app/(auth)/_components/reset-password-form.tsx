"use client";
import { PasswordInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { useActionForm } from "@/components/ui/use-action-form";
import { resetPasswordSchema } from "@/lib/users/password-reset/reset-schema";
import { resetPasswordAction } from "../reset-password/actions";
import { LinkNotice } from "./link-notice";
import { useLinkToken } from "./use-link-token";

export function ResetPasswordForm() {
  const token = useLinkToken();
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { password: "" },
    schema: resetPasswordSchema,
    toInput: (values) => ({ token: token ?? "none", ...values }),
    action: resetPasswordAction,
    warnWhenLeaving: false,
    onDone: () => location.assign("/sign-in"),
  });
  if (token === null) {
    return <LinkNotice>This link is not whole. Open the one from your mail again, or ask for another.</LinkNotice>;
  }
  return (
    <ActionForm
      label="New password"
      submitLabel="Save password"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      fullWidth
    >
      <PasswordInput
        label="New password"
        description="At least 10 characters."
        autoComplete="new-password"
        autoFocus
        {...form.getInputProps("password")}
      />
    </ActionForm>
  );
}
