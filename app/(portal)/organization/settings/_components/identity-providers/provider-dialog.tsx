"use client";
import { Button, Code, Modal, PasswordInput, Stack, Switch, Text, TextInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { CopyButton } from "@/components/ui/copy-button";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import {
  type ClaimMapping,
  claimMappingSchema,
  createIdentityProviderSchema,
  type IdentityProviderView,
  updateIdentityProviderSchema,
} from "@/lib/oidc/identity-provider-schema";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import { createIdentityProviderAction, updateIdentityProviderAction } from "../../provider-actions";
import { MappingFields } from "./mapping-fields";

export interface ProviderDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly provider?: IdentityProviderView;
  /** Names of groups, for the mapping that is there. */
  readonly groupNames: Readonly<Record<string, string>>;
  /** Called with what was just added, whose addresses the provider must be told. */
  readonly onCreated?: (provider: IdentityProviderView) => void;
}

const noMapping: ClaimMapping = claimMappingSchema.parse({});

/** Adds a provider, or changes one. */
export function ProviderDialog(props: ProviderDialogProps) {
  const title = props.provider ? `Identity provider ${props.provider.name}` : "New identity provider";
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={title} size="lg">
      <ProviderForm {...props} />
    </Modal>
  );
}

function ProviderForm({ provider, groupNames, onClose, onCreated }: ProviderDialogProps) {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: {
      name: provider?.name ?? "",
      tenantId: provider?.tenantId ?? (null as string | null),
      issuer: provider?.issuer ?? "",
      clientId: provider?.clientId ?? "",
      clientSecret: "",
      autoCreate: provider?.autoCreate ?? false,
      claimMapping: provider?.claimMapping ?? noMapping,
    },
    schema: provider ? updateIdentityProviderSchema : createIdentityProviderSchema,
    toInput: ({ tenantId, issuer, clientSecret, ...rest }) => ({
      ...rest,
      ...(provider ? {} : { tenantId, issuer }),
      ...(provider && !clientSecret ? {} : { clientSecret }),
    }),
    action: (input) =>
      provider ? updateIdentityProviderAction(provider.id, input) : createIdentityProviderAction(input),
    warnWhenLeaving: false,
    onDone: (saved) => {
      notifyDone(`Identity provider ${saved.name} saved`);
      onClose();
      if (!provider) onCreated?.(saved);
    },
  });
  return (
    <ActionForm
      label="Identity provider"
      submitLabel="Save"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <TextInput label="Name" description="On the sign-in button." data-autofocus {...form.getInputProps("name")} />
      {provider ? <Addresses provider={provider} /> : <NewProviderFields form={form} />}
      <TextInput label="Client id" autoComplete="off" {...form.getInputProps("clientId")} />
      <PasswordInput
        label={provider ? "New client secret" : "Client secret"}
        description={
          provider ? "Leave empty to keep the one that is stored." : "Stored encrypted and never shown again."
        }
        autoComplete="off"
        {...form.getInputProps("clientSecret")}
      />
      <Switch
        label="Make an account for people who come for the first time"
        description="Otherwise only people who have linked their account get in. The e-mail must be verified by the provider."
        {...form.getInputProps("autoCreate", { type: "checkbox" })}
      />
      {form.values.autoCreate ? (
        <MappingFields
          mapping={form.values.claimMapping}
          onChange={(claimMapping) => form.setFieldValue("claimMapping", claimMapping)}
          ofTenant={form.values.tenantId !== null}
          groupNames={groupNames}
          error={form.errors.claimMapping}
        />
      ) : null}
    </ActionForm>
  );
}

type FieldProps = { readonly getInputProps: (name: string) => object };

/** What is chosen once. */
function NewProviderFields({ form }: { form: FieldProps }) {
  return (
    <>
      <TenantSelect
        label="For"
        description="A tenant's provider lets in that tenant's people only, at most as power users. This cannot be changed later."
        placeholder="The organization itself"
        clearable
        {...form.getInputProps("tenantId")}
      />
      <TextInput
        label="Issuer"
        description="As the provider spells it, to the last slash. This cannot be changed later."
        placeholder="https://login.example.com/realms/harbour"
        {...form.getInputProps("issuer")}
      />
    </>
  );
}

/** What the provider must be told, and where its people sign in. */
export function Addresses({ provider }: { provider: IdentityProviderView }) {
  const addresses = [
    ["Issuer", provider.issuer],
    ["Redirect address, for the provider", provider.redirectUri],
    ["Sign-in address, for its people", provider.signInAddress],
  ] as const;
  return (
    <Stack gap="xs">
      {addresses.map(([name, address]) => (
        <div key={name}>
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Code style={{ overflowWrap: "anywhere" }}>{address}</Code> <CopyButton value={address} />
        </div>
      ))}
    </Stack>
  );
}
