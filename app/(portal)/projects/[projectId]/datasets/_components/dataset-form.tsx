"use client";
import { Select, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { LinkButton } from "@/components/ui/link-button";
import { notifyDone } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import { useActionForm } from "@/components/ui/use-action-form";
import { createDatasetSchema, type DatasetView, updateDatasetSchema } from "@/lib/datasets/dataset-schema";
import { createDatasetAction, updateDatasetAction } from "../actions";
import classes from "./dataset-form.module.css";
import { DatasetPreview } from "./dataset-preview";
import { datasetInput, datasetTryout, datasetValues } from "./dataset-values";
import { TrustField } from "./trust-field";

export interface DatasetFormProps {
  readonly projectId: string;
  readonly connections: readonly { readonly id: string; readonly name: string }[];
  readonly connectionId: string;
  /** Whether this person may answer for SQL that keeps tenants apart itself. */
  readonly mayTrust: boolean;
  readonly dataset?: DatasetView;
}

/** Creates a dataset or edits one; its query can be tried before it is saved. */
export function DatasetForm({ projectId, connections, connectionId, mayTrust, dataset }: DatasetFormProps) {
  const router = useRouter();
  const [asTenantId, setAsTenantId] = useState<string | null>(null);
  const editor = { projectId, mayTrust, asTenantId };
  const base = `/projects/${projectId}/datasets`;
  const { form, submit, failure, pending, dirty } = useActionForm({
    initialValues: datasetValues(connectionId, dataset),
    schema: dataset ? updateDatasetSchema : createDatasetSchema,
    toInput: (values) => datasetInput(values, editor, dataset),
    action: (input) => (dataset ? updateDatasetAction(dataset.id, input) : createDatasetAction(input)),
    onDone: ({ id, name }) => {
      notifyDone(dataset ? "Dataset saved; cards read it so from their next query on" : `Dataset ${name} created`);
      if (!dataset) router.push(`${base}/${id}`);
    },
  });
  const { values } = form;
  const rewrite = (sql: string) => {
    form.setFieldValue("sql", sql);
    // Trust is for the query as it was read: another one begins without it.
    if (dataset?.trusted) form.setFieldValue("trusted", sql === dataset.sql);
  };
  return (
    <ActionForm
      label="Dataset"
      submitLabel={dataset ? "Save dataset" : "Create dataset"}
      onSubmit={submit}
      pending={pending}
      failure={failure}
      dirty={Boolean(dataset) && dirty}
      secondary={
        <LinkButton href={base} variant="default">
          Cancel
        </LinkButton>
      }
    >
      <div>
        <Section title="Dataset">
          <div className={classes.fields}>
            <Select
              label="Connection"
              data={connections.map(({ id, name }) => ({ value: id, label: name }))}
              disabled={Boolean(dataset)}
              allowDeselect={false}
              {...form.getInputProps("connectionId")}
            />
            <TextInput
              label="Name"
              description="What cards call it in their SQL: small letters, digits and _."
              placeholder="late_flights"
              {...form.getInputProps("name")}
            />
            <Textarea label="Description" autosize minRows={1} maxRows={6} {...form.getInputProps("description")} />
          </div>
        </Section>
        <Section
          title="Query"
          description="Name its columns; each reader gets the rows that their own policies leave of the tables it reads."
        >
          <div className={classes.fields}>
            <Textarea
              label="SQL"
              description="Placeholders such as {{ tenant.key }} stand where a value may stand."
              placeholder="SELECT origin, state, delay_minutes FROM flights WHERE delay_minutes > 60"
              autosize
              minRows={6}
              maxRows={24}
              spellCheck={false}
              styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
              {...form.getInputProps("sql")}
              onChange={(event) => rewrite(event.currentTarget.value)}
            />
            <TrustField
              mayTrust={mayTrust}
              dataset={dataset}
              sqlChanged={values.sql !== dataset?.sql}
              dirty={dirty}
              trusted={values.trusted}
              onChange={(trusted) => form.setFieldValue("trusted", trusted)}
              error={form.errors.trusted}
            />
            <DatasetPreview
              input={datasetTryout(values, editor)}
              tenantError={form.errors.asTenantId}
              onTenant={setAsTenantId}
            />
          </div>
        </Section>
      </div>
    </ActionForm>
  );
}
