"use client";
import { PasswordInput, TextInput } from "@mantine/core";
import { signIn } from "next-auth/react";
import { ActionForm } from "@/components/ui/action-form";
import { useActionForm } from "@/components/ui/use-action-form";
import { createOrganizationSchema } from "@/lib/organizations/organization-schema";
import { setUpAction } from "../set-up/actions";

export function SetUpForm() {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { name: "", admin: { displayName: "", email: "", password: "" } },
    schema: createOrganizationSchema,
    action: setUpAction,
    warnWhenLeaving: false,
    onDone: async (_, { admin }) => {
      await signIn("credentials", { email: admin.email, password: admin.password, redirect: false });
      location.assign("/");
    },
  });
  return (
    <ActionForm
      label="Set up"
      submitLabel="Create organization"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      fullWidth
    >
      <TextInput label="Organization name" autoFocus {...form.getInputProps("name")} />
      <TextInput label="Your name" autoComplete="name" {...form.getInputProps("admin.displayName")} />
      <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps("admin.email")} />
      <PasswordInput
        label="Password"
        description="At least 10 characters."
        autoComplete="new-password"
        {...form.getInputProps("admin.password")}
      />
    </ActionForm>
  );
}
