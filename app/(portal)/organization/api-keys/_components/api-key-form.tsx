"use client";
import { Button, Checkbox, Input, Select, SimpleGrid, TextInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { errorUnder } from "@/components/ui/field-error";
import { useActionForm } from "@/components/ui/use-action-form";
import { apiKeyScopes, type CreatedApiKey, createApiKeySchema } from "@/lib/identity/api-keys/api-key-schema";
import { createApiKeyAction } from "../actions";

const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "", label: "No end" },
];

export function ApiKeyForm(props: { onCreated: (created: CreatedApiKey) => void; onClose: () => void }) {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { name: "", scopes: [] as string[], days: "90" },
    schema: createApiKeySchema,
    toInput: ({ days, ...rest }) => ({ ...rest, expiresAt: days ? daysFromNow(Number(days)) : null }),
    action: createApiKeyAction,
    warnWhenLeaving: false,
    onDone: props.onCreated,
  });
  const every = form.values.scopes.length === apiKeyScopes.length;
  return (
    <ActionForm
      label="API key"
      submitLabel="Create key"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
      }
    >
      <TextInput label="Name" placeholder="What will use it" data-autofocus {...form.getInputProps("name")} />
      <Select label="Works for" data={lifetimes} allowDeselect={false} maw={200} {...form.getInputProps("days")} />
      <Input.Wrapper
        label="Scopes"
        labelElement="div"
        inputWrapperOrder={["label", "description", "input", "error"]}
        description="What programs with this key may do. Give as few as they need."
        error={errorUnder(form.errors, "scopes")}
      >
        <Checkbox
          my="sm"
          label="All scopes"
          checked={every}
          indeterminate={form.values.scopes.length > 0 && !every}
          onChange={() => form.setFieldValue("scopes", every ? [] : [...apiKeyScopes])}
        />
        <Checkbox.Group
          aria-label="Scopes"
          value={form.values.scopes}
          onChange={(scopes) => form.setFieldValue("scopes", scopes)}
        >
          <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="xs">
            {apiKeyScopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={scope} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
      </Input.Wrapper>
    </ActionForm>
  );
}

function daysFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}
