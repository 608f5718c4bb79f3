"use client";
import { Button, Modal, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { ActionForm } from "@/components/ui/action-form";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import { type DatasetView, duplicateDatasetSchema } from "@/lib/datasets/dataset-schema";
import { duplicateDatasetAction } from "../actions";

export interface DuplicateDialogProps {
  readonly dataset: DatasetView;
  readonly onClose: () => void;
}

/** Copies a dataset under another name and opens the copy. */
export function DuplicateDialog(props: DuplicateDialogProps) {
  return (
    <Modal opened onClose={props.onClose} title={`Duplicate “${props.dataset.name}”`}>
      <DuplicateForm {...props} />
    </Modal>
  );
}

function DuplicateForm({ dataset, onClose }: DuplicateDialogProps) {
  const router = useRouter();
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { name: `${dataset.name.slice(0, 58)}_copy` },
    schema: duplicateDatasetSchema,
    action: (input) => duplicateDatasetAction(dataset.id, input),
    warnWhenLeaving: false,
    onDone: ({ id, name, projectId }) => {
      notifyDone(`Dataset ${name} created`);
      onClose();
      router.push(`/projects/${projectId}/datasets/${id}`);
    },
  });
  return (
    <ActionForm
      label="Duplicate"
      submitLabel="Duplicate"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <TextInput
        label="Name of the copy"
        description={
          dataset.trusted
            ? "The copy is under policies: trust does not go along, and tables that only trust opened refuse."
            : "What cards call it in their SQL."
        }
        data-autofocus
        {...form.getInputProps("name")}
      />
    </ActionForm>
  );
}
