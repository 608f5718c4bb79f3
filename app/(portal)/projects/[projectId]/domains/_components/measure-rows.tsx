"use client";
import { Select, Textarea } from "@mantine/core";
import classes from "./domain-editor.module.css";
import { type EditedDataset, type EditedMeasure, freeName, type Problems, textOrNothing } from "./edited-definition";
import { type FieldColumn, FieldTable } from "./field-table";
import { aggregationChoices, measuredBy } from "./measured-by";
import { ratioChoices } from "./ratio-choices";
import { RatioInput } from "./ratio-input";
import { SourceInput } from "./source-input";

export interface MeasureRowsProps {
  readonly dataset: EditedDataset;
  /** All datasets of the domain, whose measures a ratio may be made of. */
  readonly datasets: readonly EditedDataset[];
  readonly columns: readonly string[];
  readonly path: string;
  readonly problems: Problems;
  readonly onChange: (measures: EditedMeasure[]) => void;
}

/** Numbers over many rows. */
export function MeasureRows({ dataset, datasets, columns, onChange, ...place }: MeasureRowsProps) {
  const { measures = [], dimensions = [] } = dataset;
  const add = () =>
    onChange([...measures, { name: freeName("row_count", [...measures, ...dimensions]), aggregation: "count" }]);
  const own: readonly FieldColumn<EditedMeasure>[] = [
    {
      heading: "How",
      size: "middle",
      cell: ({ field, set, problem }) => (
        <Select
          aria-label={`${field.name}: how`}
          data={[...aggregationChoices]}
          allowDeselect={false}
          value={field.ratio ? "ratio" : field.aggregation}
          error={problem("aggregation")}
          onChange={(how) => how && set(measuredBy(how, field, measures))}
        />
      ),
    },
    {
      heading: "Column or expression",
      size: "long",
      cell: ({ field, set, problem }) =>
        field.ratio ? (
          <RatioInput
            label={field.name}
            ratio={field.ratio}
            choices={ratioChoices(datasets, dataset.name, field.name)}
            problem={problem}
            onChange={(ratio) => set({ ratio })}
          />
        ) : (
          <SourceInput
            label={field.name}
            column={field.column}
            expression={field.expression}
            columns={columns}
            placeholder={field.aggregation === "count" ? "All rows" : undefined}
            error={problem("column") ?? problem("expression")}
            onChange={set}
          />
        ),
    },
    {
      heading: "Only rows where",
      size: "short",
      cell: ({ field, set, problem }) =>
        field.ratio ? (
          <p className={classes.quiet}>Of its parts</p>
        ) : (
          <Textarea
            aria-label={`${field.name}: only rows where`}
            placeholder="All rows"
            autosize
            minRows={1}
            maxRows={6}
            spellCheck={false}
            styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
            value={field.filter ?? ""}
            error={problem("filter")}
            onChange={(event) => set({ filter: textOrNothing(event.currentTarget.value) })}
          />
        ),
    },
  ];
  return (
    <FieldTable
      kind="Measure"
      description="Numbers over many rows. A condition counts only the rows for which it holds; a ratio divides two measures."
      fields={measures}
      columns={own}
      onAdd={add}
      onChange={onChange}
      {...place}
    />
  );
}
