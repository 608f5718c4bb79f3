"use client";
import { Select } from "@mantine/core";
import { type EditedDimension, freeName, type Problems } from "./edited-definition";
import { type FieldColumn, FieldTable } from "./field-table";
import { GrainsInput } from "./grains-input";
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
export function DimensionRows({ dimensions, taken, columns, onChange, ...place }: DimensionRowsProps) {
  const add = () => {
    const used = new Set(dimensions.map(({ column }) => column));
    const column = columns.find((one) => !used.has(one)) ?? "";
    const base = /^[a-z][a-z0-9_]*$/.test(column) ? column : "dimension";
    onChange([...dimensions, { name: freeName(base, [...dimensions, ...taken]), type: "text", column }]);
  };
  const own: readonly FieldColumn<EditedDimension>[] = [
    {
      heading: "Type",
      size: "middle",
      cell: ({ field, set }) => (
        <Select
          aria-label={`${field.name}: type`}
          data={[...types]}
          allowDeselect={false}
          value={field.type}
          onChange={(type) => set(ofType(field, type as EditedDimension["type"]))}
        />
      ),
    },
    {
      heading: "Column or expression",
      size: "long",
      cell: ({ field, set, problem }) => (
        <SourceInput
          label={field.name}
          column={field.column}
          expression={field.expression}
          columns={columns}
          error={problem("column") ?? problem("expression")}
          onChange={set}
        />
      ),
    },
  ];
  return (
    <FieldTable
      kind="Dimension"
      description="What people group and filter by. A hidden one can be filtered by and not shown."
      fields={dimensions}
      columns={own}
      more={({ field, set }) => <GrainsInput dimension={field} onChange={(grains) => set({ grains })} />}
      onAdd={add}
      onChange={onChange}
      {...place}
    />
  );
}

/** Of another type; time grains are said of dates alone. */
function ofType({ grains }: EditedDimension, type: EditedDimension["type"]): Partial<EditedDimension> {
  return { type, grains: type === "date" || type === "timestamp" ? grains : undefined };
}
