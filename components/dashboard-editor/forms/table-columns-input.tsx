"use client";
import { useState } from "react";
import type { DataColumn } from "@/components/charts/data-table";
import { useControls } from "@/components/form-controls/controls";
import type { TableOptions } from "@/lib/dashboards/card-options";
import { useEditorWords } from "../messages/use-editor-words";
import { aggregationChoices } from "./aggregations";
import { ConditionalFormatsInput } from "./conditional-formats-input";
import { FormatInput } from "./format-input";
import styles from "./forms.module.css";
import { withMoved } from "./with-moved";

type TableColumn = NonNullable<TableOptions["columns"]>[number];

interface TableColumnsInputProps {
  readonly value: unknown;
  readonly columns: readonly DataColumn[];
  readonly onChange: (value: TableColumn[] | undefined) => void;
}

/** Which columns a table shows, in which order, and how each is written. Without a word here it shows all. */
export function TableColumnsInput({ value, columns, onChange }: TableColumnsInputProps) {
  const ui = useControls();
  const words = useEditorWords();
  const { say } = words;
  const [open, setOpen] = useState<string | null>(null);
  const chosen = value as TableColumn[] | undefined;
  const shown: readonly TableColumn[] = chosen ?? columns.map(({ name }) => ({ name }));
  const hidden = columns.filter(({ name }) => !shown.some((one) => one.name === name));
  const set = (name: string, change: Partial<TableColumn>) => {
    const given = (one: TableColumn) =>
      Object.fromEntries(Object.entries({ ...one, ...change }).filter(([, part]) => part !== undefined)) as TableColumn;
    onChange(shown.map((one) => (one.name === name ? given(one) : one)));
  };
  if (shown.length === 0) return <ui.Note>{say("runToSeeColumns")}</ui.Note>;
  return (
    <ui.Fieldset legend={say("columns")}>
      {shown.map((column, index) => (
        <div key={column.name}>
          <ui.Line>
            <span className={styles.grow}>
              <ui.Switch
                label={column.label ?? column.name}
                checked
                onChange={() => onChange(shown.filter(({ name }) => name !== column.name))}
              />
            </span>
            <ui.IconButton
              icon="up"
              disabled={index === 0}
              label={say("moveUp", { name: column.name })}
              onClick={() => onChange(withMoved(shown, index, -1))}
            />
            <ui.IconButton
              icon="down"
              disabled={index === shown.length - 1}
              label={say("moveDown", { name: column.name })}
              onClick={() => onChange(withMoved(shown, index, 1))}
            />
            <ui.IconButton
              icon="open"
              expanded={open === column.name}
              label={say("formatOf", { name: column.name })}
              onClick={() => setOpen(open === column.name ? null : column.name)}
            />
          </ui.Line>
          {open === column.name ? (
            <div className={styles.opened}>
              <ui.Stack isTight>
                <ui.Text
                  label={say("called")}
                  value={column.label ?? ""}
                  onChange={(label) => set(column.name, { label: label || undefined })}
                />
                <FormatInput
                  label={say("format")}
                  value={column.format}
                  onChange={(format) => set(column.name, { format })}
                />
                <ui.Row>
                  <ui.Numeric
                    label={say("width")}
                    placeholder={say("byItself")}
                    min={40}
                    max={1000}
                    value={column.width}
                    onChange={(width) => set(column.name, { width })}
                  />
                  <ui.Select
                    label={say("total")}
                    placeholder={say("none")}
                    choices={aggregationChoices(words)}
                    value={column.total ?? null}
                    onChange={(total) => set(column.name, { total: (total ?? undefined) as TableColumn["total"] })}
                    canBeEmpty
                  />
                </ui.Row>
                <ConditionalFormatsInput
                  value={column.conditionalFormats ?? []}
                  onChange={(formats) =>
                    set(column.name, { conditionalFormats: formats.length > 0 ? formats : undefined })
                  }
                />
              </ui.Stack>
            </div>
          ) : null}
        </div>
      ))}
      {chosen
        ? hidden.map(({ name }) => (
            <ui.Switch key={name} label={name} checked={false} onChange={() => onChange([...shown, { name }])} />
          ))
        : null}
      {chosen ? (
        <ui.Button isQuiet onClick={() => onChange(undefined)}>
          {say("showAllColumns")}
        </ui.Button>
      ) : null}
    </ui.Fieldset>
  );
}
