"use client";
import { Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ConnectionValues, DatabaseEngine } from "./connection-values";

const urls: Readonly<Record<DatabaseEngine, { readonly placeholder: string; readonly hint: string }>> = {
  POSTGRES: { placeholder: "postgresql://reader:password@db.example.com:5432/warehouse", hint: "" },
  MYSQL: {
    placeholder: "mysql://reader:password@db.example.com:3306/warehouse",
    hint: "For MySQL and MariaDB; each database of the server that the login can read becomes a schema. ",
  },
  CLICKHOUSE: {
    placeholder: "clickhouse://reader:password@db.example.com:8123/warehouse",
    hint: "With the port of the HTTP interface; each database of the server that the login can read becomes a schema. ",
  },
};

const asTheUrlSays = { value: "", label: "As the URL says" };
const off = { value: "disable", label: "Off" };
const verified = { value: "verify-full", label: "Required, certificate verified" };

/** ClickHouse speaks HTTPS or HTTP: there is no encryption without a look at the certificate. */
function sslChoices(engine: DatabaseEngine) {
  const unverified = engine === "CLICKHOUSE" ? [] : [{ value: "require", label: "Required" }];
  return [asTheUrlSays, off, ...unverified, verified];
}

/** Where a database is and how to log in. */
export function DatabaseFields(props: { engine: DatabaseEngine; form: UseFormReturnType<ConnectionValues> }) {
  const { engine, form } = props;
  const { placeholder, hint } = urls[engine];
  return (
    <>
      <TextInput
        label="URL"
        description={`${hint}Use a login that can only read. The password is stored encrypted and never shown again; *** keeps the stored one.`}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
        {...form.getInputProps("url")}
      />
      <Select label="TLS" data={sslChoices(engine)} allowDeselect={false} maw={320} {...form.getInputProps("ssl")} />
    </>
  );
}
