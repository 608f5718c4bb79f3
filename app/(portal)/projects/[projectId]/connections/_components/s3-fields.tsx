"use client";
import { Checkbox, Input, PasswordInput, Switch, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { type ConnectionValues, hasS3Path, readsFromS3 } from "./connection-values";
import classes from "./s3-fields.module.css";

const mono = { input: { fontFamily: "var(--bh-font-mono)" } };

/** How to reach files on S3; asked for as soon as a path leads there, which leaves nothing to switch. */
export function S3Fields({ form }: { form: UseFormReturnType<ConnectionValues> }) {
  const { values } = form;
  const on = readsFromS3(values);
  return (
    <div>
      {hasS3Path(values) ? (
        <Input.Label labelElement="div">S3</Input.Label>
      ) : (
        <Switch
          label="Read from S3"
          description="Amazon S3, or another server that speaks its protocol."
          checked={on}
          onChange={(event) => form.setFieldValue("s3.on", event.currentTarget.checked)}
        />
      )}
      {on ? (
        <div className={classes.fields}>
          <TextInput
            label="Endpoint"
            description="Leave it empty for Amazon S3."
            placeholder="https://s3.example.com:9000"
            spellCheck={false}
            autoComplete="off"
            styles={mono}
            {...form.getInputProps("s3.endpoint")}
          />
          <TextInput
            label="Region"
            description="The region of the buckets; most other servers take any."
            placeholder="us-east-1"
            spellCheck={false}
            autoComplete="off"
            styles={mono}
            {...form.getInputProps("s3.region")}
          />
          <TextInput
            label="Access key"
            description="One that may only list and read these buckets."
            spellCheck={false}
            autoComplete="off"
            styles={mono}
            {...form.getInputProps("s3.accessKeyId")}
          />
          <PasswordInput
            label="Secret of the access key"
            description="Stored encrypted and never shown again; *** keeps the stored one."
            autoComplete="new-password"
            {...form.getInputProps("s3.secretAccessKey")}
          />
          <Checkbox
            className={classes.wide}
            label="The bucket is part of the path, not of the host name"
            description="As most servers other than Amazon's want it."
            {...form.getInputProps("s3.forcePathStyle", { type: "checkbox" })}
          />
        </div>
      ) : null}
    </div>
  );
}
