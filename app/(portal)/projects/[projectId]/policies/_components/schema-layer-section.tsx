"use client";
import { TextInput } from "@mantine/core";
import { Section } from "@/components/ui/section";
import { TextListInput } from "@/components/ui/text-list-input";
import { LayerSwitch } from "./layer-switch";
import classes from "./policy-form.module.css";
import type { PolicyPart } from "./policy-part";

/** The schema that unqualified names go to. */
export function SchemaLayerSection({ form, errorAt, engine, tables }: PolicyPart) {
  const layer = form.values.schemaLayer;
  const schemas = [...new Set(tables.map(({ name }) => name.split(".")[0] ?? ""))];
  const change = (part: Partial<typeof layer>) => form.setFieldValue("schemaLayer", { ...layer, ...part });
  return (
    <Section
      title="Schema"
      description={
        engine === "MYSQL" || engine === "CLICKHOUSE"
          ? "A database of the same server per tenant: names without one are looked up there, any other database refuses."
          : "A schema per tenant: names without a schema are looked up there, any other schema refuses."
      }
      actions={<LayerSwitch label="Schema layer" on={layer.on} onChange={(on) => change({ on })} />}
    >
      {layer.on ? (
        <div className={classes.fields}>
          <TextInput
            label="Schema"
            description="A name, or a template."
            placeholder="{{ tenant }}"
            spellCheck={false}
            value={layer.schemaTemplate}
            onChange={(event) => change({ schemaTemplate: event.currentTarget.value })}
            error={errorAt("schemaLayer.schemaTemplate")}
          />
          <TextListInput
            label="Shared schemas"
            description="Others that may be named. Their tables still need a rule, or to be shared."
            value={layer.sharedSchemas}
            suggestions={schemas}
            onChange={(sharedSchemas) => change({ sharedSchemas })}
            error={errorAt("schemaLayer.sharedSchemas")}
          />
          {engine === "POSTGRES" ? (
            <TextInput
              label="Database role"
              description="Queries run as this role. Leave empty to run as the connection's own login."
              placeholder="tenant_{{ tenant }}"
              spellCheck={false}
              value={layer.roleTemplate}
              onChange={(event) => change({ roleTemplate: event.currentTarget.value })}
              error={errorAt("schemaLayer.roleTemplate")}
            />
          ) : null}
        </div>
      ) : (
        <p className={classes.quiet}>Everybody reads the connection's own schemas.</p>
      )}
    </Section>
  );
}
