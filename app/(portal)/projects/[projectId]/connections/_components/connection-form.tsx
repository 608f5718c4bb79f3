"use client";
import { Input, SegmentedControl, Select, TextInput } from "@mantine/core";
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
import { FileTablesField } from "./file-tables-field";
import { TestButton } from "./test-button";

const sslChoices = [
  { value: "", label: "As the URL says" },
  { value: "disable", label: "Off" },
  { value: "require", label: "Required" },
  { value: "verify-full", label: "Required, certificate verified" },
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
          <TestButton settings={settingsOf(values)} />
          <LinkButton href={connection ? `${base}/${connection.id}` : base} variant="default">
            Cancel
          </LinkButton>
        </>
      }
    >
      <TextInput label="Name" placeholder="Operations warehouse" {...form.getInputProps("name")} />
      {connection ? null : (
        <Input.Wrapper label="Engine" labelElement="div">
          <SegmentedControl
            aria-label="Engine"
            display="flex"
            w="fit-content"
            data={[
              { value: "POSTGRES", label: "PostgreSQL" },
              { value: "DUCKDB", label: "Parquet and CSV files" },
            ]}
            value={values.engine}
            onChange={(engine) => form.setFieldValue("engine", engine as ConnectionValues["engine"])}
          />
        </Input.Wrapper>
      )}
      {values.engine === "POSTGRES" ? (
        <>
          <TextInput
            label="URL"
            description="Use a login that can only read. The password is stored encrypted and never shown again; *** keeps the stored one."
            placeholder="postgresql://reader:password@db.example.com:5432/warehouse"
            spellCheck={false}
            autoComplete="off"
            styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
            {...form.getInputProps("url")}
          />
          <Select label="TLS" data={sslChoices} allowDeselect={false} maw={320} {...form.getInputProps("ssl")} />
        </>
      ) : (
        <FileTablesField
          tables={values.tables}
          errors={form.errors}
          onChange={(tables) => {
            form.setFieldValue("tables", tables);
            form.setErrors(withoutErrorsUnder(form.errors, "tables"));
          }}
        />
      )}
    </ActionForm>
  );
}
