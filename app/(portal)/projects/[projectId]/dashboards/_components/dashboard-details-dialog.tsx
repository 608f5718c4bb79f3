"use client";
import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import { type DashboardView, updateDashboardSchema } from "@/lib/dashboards/dashboard-schema";
import { updateDashboardAction } from "../actions";

interface DashboardDetailsProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly dashboard: DashboardView;
}

export function DashboardDetailsDialog(props: DashboardDetailsProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Edit dashboard">
      <DetailsForm {...props} />
    </Modal>
  );
}

function DetailsForm({ dashboard, onClose }: DashboardDetailsProps) {
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { title: dashboard.title, description: dashboard.description },
    schema: updateDashboardSchema,
    toInput: (values) => ({ ...values, version: dashboard.version }),
    action: (input) => updateDashboardAction(dashboard.id, input),
    warnWhenLeaving: false,
    onDone: () => {
      notifyDone("Dashboard saved");
      onClose();
    },
  });
  return (
    <ActionForm
      label="Dashboard"
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
      <TextInput label="Title" data-autofocus {...form.getInputProps("title")} />
      <Textarea label="Description" autosize minRows={2} maxRows={8} {...form.getInputProps("description")} />
    </ActionForm>
  );
}
