"use client";
import { ActionForm } from "@/components/ui/action-form";
import { errorUnder } from "@/components/ui/field-error";
import { notifyDone } from "@/components/ui/notify";
import { TextListInput } from "@/components/ui/text-list-input";
import { useActionForm } from "@/components/ui/use-action-form";
import { type ProjectView, updateProjectSchema } from "@/lib/projects/project-schema";
import { updateProjectAction } from "../../../actions";

export function OriginsForm({ project }: { project: ProjectView }) {
  const { form, submit, failure, pending, dirty } = useActionForm({
    initialValues: { allowedOrigins: project.allowedOrigins },
    schema: updateProjectSchema,
    action: (input) => updateProjectAction(project.id, input),
    onDone: () => notifyDone("Allowed origins saved"),
  });
  return (
    <ActionForm
      label="Allowed origins"
      submitLabel="Save origins"
      onSubmit={submit}
      pending={pending}
      failure={failure}
      dirty={dirty}
    >
      <TextListInput
        label="Origins"
        description="Press Enter after each. Without any, no page can frame a dashboard."
        placeholder="https://app.example.com"
        value={form.values.allowedOrigins}
        onChange={(origins) => form.setFieldValue("allowedOrigins", origins)}
        error={errorUnder(form.errors, "allowedOrigins")}
      />
    </ActionForm>
  );
}
