"use client";
import { NumberInput, Select, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { ActionForm } from "@/components/ui/action-form";
import { withoutErrorsUnder } from "@/components/ui/field-error";
import { LinkButton } from "@/components/ui/link-button";
import { notifyDone } from "@/components/ui/notify";
import { useActionForm } from "@/components/ui/use-action-form";
import {
  type ConnectionView,
  createConnectionSchema,
  updateConnectionSchema,
} from "@/lib/connections/connection-schema";
import { createConnectionAction, refreshCatalogAction, testConnectionAction, updateConnectionAction } from "../actions";
import { type ConnectionValues, formPath, settingsOf, valuesOf } from "./connection-values";
import { DatabaseFields } from "./database-fields";
import { FileTablesField } from "./file-tables-field";
import { S3Fields } from "./s3-fields";
import { TestButton } from "./test-button";

const engineChoices = [
  { value: "POSTGRES", label: "PostgreSQL" },
  { value: "MYSQL", label: "MySQL or MariaDB" },
  { value: "CLICKHOUSE", label: "ClickHouse" },
  { value: "DUCKDB", label: "Parquet and CSV files" },
];

/** Creates a connection in a project, or edits one. The engine is chosen once. */
export function ConnectionForm({ projectId, connection }: { projectId: string; connection?: ConnectionView }) {
  const router = useRouter();
  const base = `/projects/${projectId}/connections`;
  const { form, submit, failure, pending, dirty } = useActionForm({
    initialValues: valuesOf(connection),
    schema: connection ? updateConnectionSchema : createConnectionSchema,
    toInput: (values: ConnectionValues) => ({
      name: values.name,
      settings: settingsOf(values),
      resultCacheSeconds: values.resultCacheSeconds,
      ...(connection ? {} : { projectId }),
    }),
    toField: formPath,
    action: (input) => (connection ? updateConnectionAction(connection.id, input) : createConnectionAction(input)),
    onDone: async ({ id, name }) => {
      notifyDone(connection ? "Connection saved" : `Connection ${name} created; its tables are being read`);
      // What these find, or do not find, stands on the connection's own page.
      await testConnectionAction(id);
      if (!connection) await refreshCatalogAction(id);
      router.push(`${base}/${id}`);
    },
  });
  const { values } = form;
  return (
    <ActionForm
      label="Connection"
      submitLabel={connection ? "Save" : "Create connection"}
      onSubmit={submit}
      pending={pending}
      failure={failure}
      dirty={dirty}
      secondary={
        <>
          <TestButton settings={settingsOf(values)} connectionId={connection?.id} />
          <LinkButton href={connection ? `${base}/${connection.id}` : base} variant="default">
            Cancel
          </LinkButton>
        </>
      }
    >
      <TextInput label="Name" placeholder="Operations warehouse" {...form.getInputProps("name")} />
      {connection ? null : (
        <Select
          label="Engine"
          data={engineChoices}
          allowDeselect={false}
          maw={320}
          value={values.engine}
          onChange={(engine) => form.setValues({ engine: engine as ConnectionValues["engine"], ssl: "" })}
          error={form.errors.engine}
        />
      )}
      {values.engine !== "DUCKDB" ? (
        <DatabaseFields engine={values.engine} form={form} />
      ) : (
        <>
          <FileTablesField
            tables={values.tables}
            errors={form.errors}
            onChange={(tables) => {
              form.setFieldValue("tables", tables);
              form.setErrors(withoutErrorsUnder(form.errors, "tables"));
            }}
          />
          <S3Fields form={form} />
        </>
      )}
      <NumberInput
        label="Keep answers for (seconds)"
        description="The same question of the same tenant is answered again without asking the source for so long; 0 asks each time, 86400 is a day. Changes of policies, tables and people take effect at once all the same."
        min={0}
        max={86_400}
        allowDecimal={false}
        thousandSeparator=","
        maw={320}
        {...form.getInputProps("resultCacheSeconds")}
      />
    </ActionForm>
  );
}
