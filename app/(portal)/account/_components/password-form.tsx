"use client";
import { PasswordInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import { changePasswordSchema } from "@/lib/identity/account/account-schema";
import { changePasswordAction } from "../actions";

export function PasswordForm() {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { currentPassword: "", newPassword: "" },
    schema: changePasswordSchema,
    action: changePasswordAction,
    onDone: ({ ended }) => {
      form.reset();
      notifyDone(ended > 0 ? "Password changed; your other sessions have ended" : "Password changed");
    },
  });
  return (
    <ActionForm
      label="Password"
      submitLabel="Change password"
      onSubmit={submit}
      pending={pending}
      failure={Object.keys(form.errors).length > 0 ? null : failure}
    >
      <PasswordInput
        label="Current password"
        autoComplete="current-password"
        {...form.getInputProps("currentPassword")}
      />
      <PasswordInput
        label="New password"
        description="At least 10 characters."
        autoComplete="new-password"
        {...form.getInputProps("newPassword")}
      />
    </ActionForm>
  );
}
