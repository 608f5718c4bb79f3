"use client";
import { Checkbox, Select, Table, TextInput } from "@mantine/core";
import classes from "./domain-editor.module.css";
import {
  compact,
  type EditedDimension,
  freeName,
  type Problems,
  replaced,
  textOrNothing,
  without,
} from "./edited-definition";
import { FieldRows, RemoveCell } from "./field-rows";
import { SourceInput } from "./source-input";

const types = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "boolean", label: "Yes or no" },
  { value: "date", label: "Date" },
  { value: "timestamp", label: "Date and time" },
] as const;

export interface DimensionRowsProps {
  readonly dimensions: readonly EditedDimension[];
  /** Other fields of the dataset, whose names are theirs. */
  readonly taken: readonly { readonly name: string }[];
  readonly columns: readonly string[];
  readonly path: string;
  readonly problems: Problems;
  readonly onChange: (dimensions: EditedDimension[]) => void;
}

/** What rows are grouped and filtered by. */
export function DimensionRows({ dimensions, taken, columns, path, problems, onChange }: DimensionRowsProps) {
  const add = () => {
    const used = new Set(dimensions.map(({ column }) => column));
    const column = columns.find((one) => !used.has(one)) ?? "";
    const base = /^[a-z][a-z0-9_]*$/.test(column) ? column : "dimension";
    onChange([...dimensions, { name: freeName(base, [...dimensions, ...taken]), type: "text", column }]);
  };
  return (
    <FieldRows
      title="Dimensions"
      description="What people group and filter by. A hidden one can be filtered by and not shown."
      headings={["Name", "Label", "Type", "Column or expression", "Hidden"]}
      addLabel="Add a dimension"
      error={problems[path]}
      onAdd={add}
    >
      {dimensions.map((dimension, index) => {
        const here = `${path}.${index}`;
        const set = (part: Partial<EditedDimension>) =>
          onChange(replaced(dimensions, index, compact({ ...dimension, ...part })));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed
          <Table.Tr key={index} className={classes.row}>
            <Table.Td miw={140}>
              <TextInput
                aria-label={`Dimension ${index + 1}: name`}
                value={dimension.name}
                error={problems[`${here}.name`]}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
            </Table.Td>
            <Table.Td miw={140}>
              <TextInput
                aria-label={`${dimension.name}: label`}
                value={dimension.label ?? ""}
                onChange={(event) => set({ label: textOrNothing(event.currentTarget.value) })}
              />
            </Table.Td>
            <Table.Td w={150}>
              <Select
                aria-label={`${dimension.name}: type`}
                data={[...types]}
                allowDeselect={false}
                value={dimension.type}
                onChange={(type) => set({ type: type as EditedDimension["type"] })}
              />
            </Table.Td>
            <Table.Td miw={240}>
              <SourceInput
                label={dimension.name}
                column={dimension.column}
                expression={dimension.expression}
                columns={columns}
                error={problems[`${here}.column`] ?? problems[`${here}.expression`]}
                onChange={set}
              />
            </Table.Td>
            <Table.Td w={70}>
              <Checkbox
                aria-label={`${dimension.name}: hidden`}
                mt={8}
                checked={dimension.hidden ?? false}
                onChange={(event) => set({ hidden: event.currentTarget.checked || undefined })}
              />
            </Table.Td>
            <RemoveCell label={dimension.name} onRemove={() => onChange(without(dimensions, index))} />
          </Table.Tr>
        );
      })}
    </FieldRows>
  );
}
