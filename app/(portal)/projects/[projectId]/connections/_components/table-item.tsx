"use client";
import { NativeSelect, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { TextLink } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import type { ConnectionView, TableView } from "@/lib/connections/connection-schema";
import { Exposure } from "@/prisma/client/enums";
import { counted, exposureWords } from "../../../../_labels/words";
import { setExposureAction } from "../actions";
import classes from "./table-browser.module.css";
import { tableWarning } from "./table-warning";

/** One table: its columns on demand, its exposure, the policies that cover it, and an amber line when one is due. */
export function TableItem({ connection, table }: { connection: ConnectionView; table: TableView }) {
  const [opened, setOpened] = useState(false);
  const { run, pending } = useAction();
  const warning = tableWarning(table);
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  const expose = (exposure: string) =>
    run(
      () => setExposureAction(connection.id, { exposure, tableIds: [table.id] }),
      `${table.name} is ${exposureWords[exposure as Exposure].label.toLowerCase()} now`,
    );
  return (
    <div className={classes.item}>
      <div className={classes.head}>
        <UnstyledButton className={classes.toggle} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <Chevron size={15} aria-hidden />
          <span>
            <span className={classes.schema}>{table.schema}.</span>
            {table.name}
          </span>
        </UnstyledButton>
        <span className={classes.note}>
          {table.rules.map((rule, index) => (
            <span key={rule.policyId}>
              {index > 0 ? ", " : "Covered by "}
              <TextLink href={`/projects/${connection.projectId}/policies/${rule.policyId}`} size="sm">
                {rule.policyName}
              </TextLink>
            </span>
          ))}
          {table.rules.length === 0 && table.covered ? "Covered by where it is read from" : null}
        </span>
        <span className={classes.note}>
          {table.kind === "view" ? "View · " : ""}
          {counted(table.columns.length, "column")}
        </span>
        <NativeSelect
          size="xs"
          w={130}
          aria-label={`Exposure of ${table.schema}.${table.name}`}
          disabled={pending}
          data={Object.values(Exposure).map((value) => ({ value, label: exposureWords[value].label }))}
          value={table.exposure}
          onChange={(event) => expose(event.currentTarget.value)}
        />
      </div>
      {warning ? (
        <div className={classes.warning}>
          <IconAlertTriangle size={15} aria-label="Warning" />
          {warning}
        </div>
      ) : null}
      {opened ? <Columns table={table} /> : null}
    </div>
  );
}

function Columns({ table }: { table: TableView }) {
  return (
    <div className={classes.columns}>
      <ul aria-label={`Columns of ${table.name}`}>
        {table.columns.map((column) => (
          <li key={column.name}>
            <span className={classes.name}>{column.name}</span>
            <span className={classes.note}>
              {column.type.toLowerCase()}
              {column.nullable ? "" : " · required"}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
