"use client";
import { TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { ActionForm } from "@/components/ui/action-form";
import { errorUnder } from "@/components/ui/field-error";
import { LinkButton } from "@/components/ui/link-button";
import { NamedValuesInput } from "@/components/ui/named-values-input";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import { createTenantSchema, type TenantView, updateTenantSchema } from "@/lib/tenants/tenant-schema";
import { createTenantAction, updateTenantAction } from "../actions";

/** Creates a tenant, or edits one when it is given. The key is chosen once. */
export function TenantForm({ tenant, readOnly }: { tenant?: TenantView; readOnly?: boolean }) {
  const router = useRouter();
  const { form, submit, failure, pending, dirty } = useActionForm({
    initialValues: { key: tenant?.key ?? "", name: tenant?.name ?? "", attributes: tenant?.attributes ?? {} },
    schema: tenant ? updateTenantSchema : createTenantSchema,
    toInput: ({ key, ...rest }) => (tenant ? rest : { key, ...rest }),
    action: (input) => (tenant ? updateTenantAction(tenant.id, input) : createTenantAction(input)),
    onDone: ({ id, name }) => {
      notifyDone(tenant ? "Tenant saved" : `Tenant ${name} created`);
      if (!tenant) router.push(`/organization/tenants/${id}`);
    },
  });
  return (
    <ActionForm
      label="Tenant"
      submitLabel={tenant ? "Save" : "Create tenant"}
      onSubmit={submit}
      pending={pending}
      failure={failure}
      dirty={Boolean(tenant) && dirty}
      readOnly={readOnly}
      secondary={
        tenant ? null : (
          <LinkButton href="/organization/tenants" variant="default">
            Cancel
          </LinkButton>
        )
      }
    >
      <TextInput label="Name" readOnly={readOnly} {...form.getInputProps("name")} />
      {tenant ? null : (
        <TextInput
          label="Key"
          description="Letters, digits, - and _. Fills {{ tenant }} in policies, so it can never change or be used again."
          spellCheck={false}
          {...form.getInputProps("key")}
        />
      )}
      <NamedValuesInput
        label="Attributes"
        description="What policies may need to know, e.g. state = California. Used as {{ tenant.attributes.state }}."
        value={form.values.attributes}
        onChange={(attributes) => form.setFieldValue("attributes", attributes as TenantView["attributes"])}
        error={errorUnder(form.errors, "attributes")}
        disabled={readOnly}
      />
    </ActionForm>
  );
}
