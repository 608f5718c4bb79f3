"use client";
import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { ActionForm } from "@/components/ui/action-form";
import { useActionForm } from "@/components/ui/use-action-form";
import { createDashboardSchema } from "@/lib/dashboards/dashboard-schema";
import { TenantSelect } from "../../../../_pickers/tenant-select";
import { createDashboardAction } from "../actions";

export interface NewDashboardButtonProps {
  readonly projectId: string;
  /** Whether this person may choose between tenants and the organization. */
  readonly choosesHome: boolean;
}

export function NewDashboardButton({ projectId, choosesHome }: NewDashboardButtonProps) {
  const [opened, dialog] = useDisclosure(false);
  const router = useRouter();
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { title: "", description: "", tenantId: null as string | null },
    schema: createDashboardSchema,
    toInput: ({ tenantId, ...rest }) => ({ ...rest, projectId, ...(tenantId ? { tenantId } : {}) }),
    action: createDashboardAction,
    warnWhenLeaving: false,
    onDone: ({ id }) => {
      dialog.close();
      router.push(`/projects/${projectId}/dashboards/${id}/edit`);
    },
  });
  return (
    <>
      <Button onClick={dialog.open}>New dashboard</Button>
      <Modal opened={opened} onClose={dialog.close} title="New dashboard">
        <ActionForm
          label="New dashboard"
          submitLabel="Create dashboard"
          onSubmit={submit}
          pending={pending}
          failure={failure}
          secondary={
            <Button variant="default" onClick={dialog.close}>
              Cancel
            </Button>
          }
        >
          <TextInput label="Title" data-autofocus {...form.getInputProps("title")} />
          <Textarea label="Description" autosize minRows={2} maxRows={6} {...form.getInputProps("description")} />
          {choosesHome ? (
            <TenantSelect
              label="Home"
              description="A tenant's dashboard never leaves that tenant and your organization. This cannot be changed."
              placeholder="The organization"
              clearable
              {...form.getInputProps("tenantId")}
            />
          ) : null}
        </ActionForm>
      </Modal>
    </>
  );
}
