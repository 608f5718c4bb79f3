"use client";
import { Alert, MultiSelect, Select, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { LinkButton } from "@/components/ui/link-button";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import { createDomainSchema } from "@/lib/domains/domain-schema";
import { createDomainAction, draftDomainAction } from "../actions";
import classes from "./domain-editor.module.css";
import { useTables } from "./use-tables";

export interface NewDomainFormProps {
  readonly projectId: string;
  readonly connections: readonly { readonly id: string; readonly name: string }[];
  readonly connectionId: string;
}

/** A new domain begins with a draft from the tables that are chosen, or empty. */
export function NewDomainForm({ projectId, connections, connectionId: first }: NewDomainFormProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState<string[]>([]);
  const base = `/projects/${projectId}/domains`;
  const { form, submit, failure, pending } = useActionForm({
    initialValues: { name: "", description: "", connectionId: first },
    schema: createDomainSchema,
    toInput: (values) => ({ ...values, projectId }),
    action: async (input) => {
      if (chosen.length === 0) return createDomainAction(input);
      const tables = chosen.map((key) => {
        const [schema, name] = JSON.parse(key) as [string, string];
        return { schema, name };
      });
      const draft = await draftDomainAction({ projectId, connectionId: form.values.connectionId, tables });
      return draft.ok ? createDomainAction({ ...(input as object), definition: draft.data.definition }) : draft;
    },
    onDone: ({ id, name }) => {
      notifyDone(`Domain ${name} created`);
      router.push(`${base}/${id}`);
    },
  });
  const tables = useTables(projectId, form.values.connectionId);
  return (
    <ActionForm
      label="New domain"
      submitLabel={chosen.length > 0 ? "Create with a draft" : "Create empty"}
      onSubmit={submit}
      pending={pending}
      failure={failure}
      secondary={
        <LinkButton href={base} variant="default">
          Cancel
        </LinkButton>
      }
    >
      <div className={classes.fields}>
        <TextInput label="Name" placeholder="Sales" {...form.getInputProps("name")} />
        <Textarea
          label="Description"
          description="What it answers, for whoever chooses it in Explore."
          autosize
          minRows={2}
          {...form.getInputProps("description")}
        />
        <Select
          label="Connection"
          data={connections.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          {...form.getInputProps("connectionId")}
          onChange={(value) => {
            form.setFieldValue("connectionId", value ?? first);
            setChosen([]);
          }}
        />
        <MultiSelect
          label="Draft from tables"
          description="Text and dates become dimensions, amounts become measures, keys relate tables."
          placeholder={chosen.length === 0 ? "None: begin empty" : undefined}
          searchable
          clearable
          data={(tables?.tables ?? []).map(({ schema, name }) => ({
            value: JSON.stringify([schema, name]),
            label: schema === tables?.defaultSchema ? name : `${schema}.${name}`,
          }))}
          value={chosen}
          onChange={setChosen}
        />
        {chosen.length > 1 ? (
          <Alert color="gray" variant="light">
            Relationships are guessed by the names of keys and columns. Look at them before others rely on the numbers.
          </Alert>
        ) : null}
      </div>
    </ActionForm>
  );
}
