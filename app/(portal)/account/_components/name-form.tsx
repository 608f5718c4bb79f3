"use client";
import { TextInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import { updateAccountSchema } from "@/lib/identity/account/account-schema";
import { updateAccountAction } from "../actions";

export function NameForm({ displayName }: { displayName: string }) {
  const { form, submit, failure, pending, dirty } = useActionForm({
    initialValues: { displayName },
    schema: updateAccountSchema,
    action: updateAccountAction,
    onDone: () => notifyDone("Name saved"),
  });
  return (
    <ActionForm label="Name" submitLabel="Save" onSubmit={submit} pending={pending} failure={failure} dirty={dirty}>
      <TextInput label="Name" autoComplete="name" {...form.getInputProps("displayName")} />
    </ActionForm>
  );
}
