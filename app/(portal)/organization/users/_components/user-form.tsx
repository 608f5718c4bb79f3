"use client";
import { PasswordInput, Select, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { ActionForm } from "@/components/ui/action-form";
import { errorUnder } from "@/components/ui/field-error";
import { LinkButton } from "@/components/ui/link-button";
import { NamedValuesInput } from "@/components/ui/named-values-input";
import { notifyDone } from "@/components/ui/notify";
import type { SearchOption } from "@/components/ui/search-select";
import { useActionForm } from "@/components/ui/use-action-form";
import { createUserSchema, tenantRoles, type UserView, updateUserSchema } from "@/lib/users/user-schema";
import type { Role } from "@/prisma/client/enums";
import { roleWords } from "../../../_labels/words";
import { TenantSelect } from "../../../_pickers/tenant-select";
import { createUserAction, updateUserAction } from "../actions";

const everyRole: readonly Role[] = ["VIEWER", "POWER_USER", "AUTHOR", "ADMIN"];

/** Creates a person, or edits one when given. Home and e-mail are chosen once. */
export function UserForm({ user, home }: { user?: UserView; home?: SearchOption | null }) {
  const router = useRouter();
  const { form, submit, failure, pending, dirty } = useActionForm({
    initialValues: {
      displayName: user?.displayName ?? "",
      email: user?.email ?? "",
      tenantId: user?.tenantId ?? home?.value ?? (null as string | null),
      role: user?.role ?? ("VIEWER" as Role),
      password: "",
      attributes: user?.attributes ?? {},
    },
    schema: user ? updateUserSchema : createUserSchema,
    toInput: ({ email, tenantId, password, ...rest }) => ({
      ...rest,
      ...(user ? {} : { email, tenantId }),
      ...(password ? { password } : {}),
    }),
    action: (input) => (user ? updateUserAction(user.id, input) : createUserAction(input)),
    onDone: ({ displayName }) => {
      notifyDone(user ? "Person saved" : `${displayName} can sign in now`);
      if (user) form.setFieldValue("password", "");
      else router.push("/organization/users");
    },
  });
  const roles = form.values.tenantId ? tenantRoles : everyRole;
  return (
    <ActionForm
      label="Person"
      submitLabel={user ? "Save" : "Create person"}
      onSubmit={submit}
      pending={pending}
      failure={failure}
      dirty={Boolean(user) && dirty}
      secondary={
        user ? null : (
          <LinkButton href="/organization/users" variant="default">
            Cancel
          </LinkButton>
        )
      }
    >
      <TextInput label="Name" {...form.getInputProps("displayName")} />
      {user ? null : (
        <>
          <TextInput label="E-mail" type="email" autoComplete="off" {...form.getInputProps("email")} />
          <TenantSelect
            label="Tenant"
            description="Leave empty for somebody of your own organization. This cannot be changed later."
            placeholder="The organization itself"
            clearable
            chosen={home}
            {...form.getInputProps("tenantId")}
            onChange={(tenantId) => {
              form.setFieldValue("tenantId", tenantId);
              if (tenantId && !tenantRoles.some((role) => role === form.values.role))
                form.setFieldValue("role", "VIEWER");
            }}
          />
        </>
      )}
      <Select
        label="Role"
        description={roleWords[form.values.role].allows}
        data={roles.map((role) => ({ value: role, label: roleWords[role].label }))}
        allowDeselect={false}
        {...form.getInputProps("role")}
      />
      <PasswordInput
        label={user ? "New password" : "Password"}
        description={
          user
            ? "Leave empty to keep the one they have."
            : "At least 10 characters. Leave empty for people who only come through embeds."
        }
        autoComplete="new-password"
        {...form.getInputProps("password")}
      />
      <NamedValuesInput
        label="Attributes"
        description="What policies may need to know about this person, as {{ user.attributes.name }}."
        value={form.values.attributes}
        onChange={(attributes) => form.setFieldValue("attributes", attributes as UserView["attributes"])}
        error={errorUnder(form.errors, "attributes")}
      />
    </ActionForm>
  );
}
