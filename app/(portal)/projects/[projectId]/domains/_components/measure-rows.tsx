"use client";
import { Select, Table, Textarea, TextInput } from "@mantine/core";
import classes from "./domain-editor.module.css";
import {
  compact,
  type EditedMeasure,
  freeName,
  type Problems,
  replaced,
  textOrNothing,
  without,
} from "./edited-definition";
import { FieldRows, RemoveCell } from "./field-rows";
import { formatChoices, formatOf } from "./format-choices";
import { SourceInput } from "./source-input";

const aggregations = [
  { value: "count", label: "Count" },
  { value: "count_distinct", label: "Count different" },
  { value: "sum", label: "Sum" },
  { value: "average", label: "Average" },
  { value: "minimum", label: "Minimum" },
  { value: "maximum", label: "Maximum" },
] as const;

export interface MeasureRowsProps {
  readonly measures: readonly EditedMeasure[];
  /** Other fields of the dataset, whose names are theirs. */
  readonly taken: readonly { readonly name: string }[];
  readonly columns: readonly string[];
  readonly path: string;
  readonly problems: Problems;
  readonly onChange: (measures: EditedMeasure[]) => void;
}

/** Numbers over many rows. */
export function MeasureRows({ measures, taken, columns, path, problems, onChange }: MeasureRowsProps) {
  const add = () =>
    onChange([...measures, { name: freeName("row_count", [...measures, ...taken]), aggregation: "count" }]);
  return (
    <FieldRows
      title="Measures"
      description="Numbers over many rows. A condition counts only the rows for which it holds."
      headings={["Name", "Label", "How", "Column or expression", "Only rows where", "Format"]}
      addLabel="Add a measure"
      error={problems[path]}
      onAdd={add}
    >
      {measures.map((measure, index) => {
        const here = `${path}.${index}`;
        const set = (part: Partial<EditedMeasure>) =>
          onChange(replaced(measures, index, compact({ ...measure, ...part })));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed
          <Table.Tr key={index} className={classes.row}>
            <Table.Td miw={150}>
              <TextInput
                aria-label={`Measure ${index + 1}: name`}
                value={measure.name}
                error={problems[`${here}.name`]}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
            </Table.Td>
            <Table.Td miw={150}>
              <TextInput
                aria-label={`${measure.name}: label`}
                value={measure.label ?? ""}
                onChange={(event) => set({ label: textOrNothing(event.currentTarget.value) })}
              />
            </Table.Td>
            <Table.Td w={150}>
              <Select
                aria-label={`${measure.name}: how`}
                data={[...aggregations]}
                allowDeselect={false}
                value={measure.aggregation}
                onChange={(aggregation) => set({ aggregation: aggregation as EditedMeasure["aggregation"] })}
              />
            </Table.Td>
            <Table.Td miw={220}>
              <SourceInput
                label={measure.name}
                column={measure.column}
                expression={measure.expression}
                columns={columns}
                placeholder={measure.aggregation === "count" ? "All rows" : undefined}
                error={problems[`${here}.column`] ?? problems[`${here}.expression`]}
                onChange={set}
              />
            </Table.Td>
            <Table.Td miw={160}>
              <Textarea
                aria-label={`${measure.name}: only rows where`}
                placeholder="All rows"
                autosize
                minRows={1}
                maxRows={6}
                spellCheck={false}
                styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
                value={measure.filter ?? ""}
                error={problems[`${here}.filter`]}
                onChange={(event) => set({ filter: textOrNothing(event.currentTarget.value) })}
              />
            </Table.Td>
            <Table.Td w={130}>
              <Select
                aria-label={`${measure.name}: format`}
                data={[...formatChoices]}
                placeholder="As it is"
                clearable
                value={measure.format?.style ?? null}
                onChange={(style) => set({ format: formatOf(style, measure.format) })}
              />
            </Table.Td>
            <RemoveCell label={measure.name} onRemove={() => onChange(without(measures, index))} />
          </Table.Tr>
        );
      })}
    </FieldRows>
  );
}
