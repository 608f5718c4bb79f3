"use client";
import { Button, Modal, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { ActionForm } from "@/components/ui/action-form";
import { useActionForm } from "@/components/ui/use-action-form";
import { createProjectSchema } from "@/lib/projects/project-schema";
import { createProjectAction } from "../actions";

/** Asks for a name, creates the project and goes to its connections, which come first. */
export function NewProjectButton() {
  const [opened, dialog] = useDisclosure(false);
  const router = useRouter();
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { name: "" },
    schema: createProjectSchema,
    action: createProjectAction,
    warnWhenLeaving: false,
    onDone: ({ id }) => {
      dialog.close();
      router.push(`/projects/${id}/connections`);
    },
  });
  return (
    <>
      <Button onClick={dialog.open}>New project</Button>
      <Modal opened={opened} onClose={dialog.close} title="New project">
        <ActionForm
          label="New project"
          submitLabel="Create project"
          onSubmit={submit}
          pending={pending}
          failure={failure}
          secondary={
            <Button variant="default" onClick={dialog.close}>
              Cancel
            </Button>
          }
        >
          <TextInput label="Name" data-autofocus {...form.getInputProps("name")} />
        </ActionForm>
      </Modal>
    </>
  );
}
