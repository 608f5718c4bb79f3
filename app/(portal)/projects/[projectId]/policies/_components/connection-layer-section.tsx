"use client";
import { PasswordInput, TextInput } from "@mantine/core";
import { Section } from "@/components/ui/section";
import { FileTemplatesField } from "./file-templates-field";
import { LayerSwitch } from "./layer-switch";
import classes from "./policy-form.module.css";
import type { PolicyPart } from "./policy-part";
import { secretNames } from "./policy-values";

const servers = {
  POSTGRES: "postgresql://reader:{{ password@secret }}@db.example.com:5432",
  MYSQL: "mysql://reader:{{ password@secret }}@db.example.com:3306",
  CLICKHOUSE: "clickhouse://reader:{{ password@secret }}@db.example.com:8123",
} as const;

/** Where the reader's own database or files are. */
export function ConnectionLayerSection(props: PolicyPart & { storedSecrets: readonly string[] }) {
  const { form, errorAt, engine, storedSecrets } = props;
  const layer = form.values.connectionLayer;
  const change = (part: Partial<typeof layer>) => form.setFieldValue("connectionLayer", { ...layer, ...part });
  return (
    <Section
      title="Connection"
      description={engine === "DUCKDB" ? "Files per tenant." : "A database per tenant."}
      actions={<LayerSwitch label="Connection layer" on={layer.on} onChange={(on) => change({ on })} />}
    >
      {!layer.on ? (
        <p className={classes.quiet}>Everybody reads from the same place.</p>
      ) : engine === "DUCKDB" ? (
        <div className={classes.fields}>
          <TextInput
            label="Path for all tables"
            description="Each table keeps its file name, in the folder that this path gives. Tables listed below have a path of their own."
            placeholder="s3://bucket/store/{{ tenant }}/*.parquet"
            spellCheck={false}
            autoComplete="off"
            styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
            value={layer.urlTemplate}
            onChange={(event) => change({ urlTemplate: event.currentTarget.value })}
            error={errorAt("connectionLayer.urlTemplate")}
          />
          <FileTemplatesField
            files={layer.fileTemplates}
            tables={props.tables}
            errorAt={errorAt}
            onChange={(fileTemplates) => change({ fileTemplates })}
          />
        </div>
      ) : (
        <div className={classes.fields}>
          <TextInput
            label="URL"
            description="Placeholders fill their own place only. Write {{ password@secret }} for a value that is stored encrypted."
            placeholder={`${servers[engine]}/{{ tenant }}`}
            spellCheck={false}
            autoComplete="off"
            styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
            value={layer.urlTemplate}
            onChange={(event) => change({ urlTemplate: event.currentTarget.value })}
            error={errorAt("connectionLayer.urlTemplate")}
          />
          {secretNames(layer.urlTemplate).map((name) => (
            <PasswordInput
              key={name}
              label={`Secret “${name}”`}
              description={storedSecrets.includes(name) ? "*** keeps the one that is stored." : undefined}
              autoComplete="new-password"
              value={layer.secrets[name] ?? ""}
              onChange={(event) => change({ secrets: { ...layer.secrets, [name]: event.currentTarget.value } })}
              error={errorAt(`connectionLayer.secrets.${name}`)}
            />
          ))}
        </div>
      )}
    </Section>
  );
}
