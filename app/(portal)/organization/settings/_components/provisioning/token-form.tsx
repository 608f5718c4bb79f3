"use client";
import { Button, Select, TextInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { useActionForm } from "@/components/ui/use-action-form";
import type { IdentityProviderView } from "@/lib/oidc/identity-provider-schema";
import { type CreatedScimToken, createScimTokenSchema } from "@/lib/scim/tokens/scim-token-schema";
import { tenantRoles } from "@/lib/users/user-schema";
import { roleWords } from "../../../../_labels/words";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import { createScimTokenAction } from "../../provisioning-actions";

const lifetimes = [
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "730", label: "2 years" },
];
const roles = tenantRoles.map((role) => ({ value: role, label: roleWords[role].label }));

export interface TokenFormProps {
  readonly providers: readonly IdentityProviderView[];
  readonly onCreated: (created: CreatedScimToken) => void;
  readonly onClose: () => void;
}

export function TokenForm({ providers, onCreated, onClose }: TokenFormProps) {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: {
      name: "",
      tenantId: null as string | null,
      role: "VIEWER" as (typeof tenantRoles)[number],
      identityProviderId: null as string | null,
      days: "365",
    },
    schema: createScimTokenSchema,
    toInput: ({ days, ...rest }) => ({ ...rest, expiresAt: daysFromNow(Number(days)) }),
    action: createScimTokenAction,
    warnWhenLeaving: false,
    onDone: onCreated,
  });
  const ofHome = providers.filter(({ tenantId }) => tenantId === form.values.tenantId);
  const tenant = form.getInputProps("tenantId");
  return (
    <ActionForm
      label="Provisioning token"
      submitLabel="Create token"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <TextInput label="Name" placeholder="The identity provider" data-autofocus {...form.getInputProps("name")} />
      <TenantSelect
        label="For"
        description="The token sees and changes the people and groups of this home only. This cannot be changed later."
        placeholder="The organization itself"
        clearable
        {...tenant}
        onChange={(value) => {
          form.setFieldValue("identityProviderId", null);
          tenant.onChange(value);
        }}
      />
      <Select
        label="Role of new people"
        description="The provider never says it, and never changes the role of anybody who is there."
        data={roles}
        allowDeselect={false}
        {...form.getInputProps("role")}
      />
      <Select
        label="They sign in through"
        description="With a provider whose subject is the external id it sends, new people can sign in at once."
        placeholder={ofHome.length > 0 ? "Decided later" : "No identity provider there yet"}
        data={ofHome.map(({ id, name }) => ({ value: id, label: name }))}
        disabled={ofHome.length === 0}
        clearable
        {...form.getInputProps("identityProviderId")}
      />
      <Select label="Works for" data={lifetimes} allowDeselect={false} maw={200} {...form.getInputProps("days")} />
    </ActionForm>
  );
}

function daysFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}
