"use client";
import { TextInput } from "@mantine/core";
import { ActionForm } from "@/components/ui/action-form";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import { type ProjectView, updateProjectSchema } from "@/lib/projects/project-schema";
import { updateProjectAction } from "../../../actions";

export function ProjectNameForm({ project }: { project: ProjectView }) {
  const { form, submit, failure, pending, dirty } = useActionForm({
    initialValues: { name: project.name },
    schema: updateProjectSchema,
    action: (input) => updateProjectAction(project.id, input),
    onDone: () => notifyDone("Project saved"),
  });
  return (
    <ActionForm label="Project" submitLabel="Save" onSubmit={submit} pending={pending} failure={failure} dirty={dirty}>
      <TextInput label="Name" {...form.getInputProps("name")} />
    </ActionForm>
  );
}
