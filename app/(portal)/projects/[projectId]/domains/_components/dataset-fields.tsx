"use client";
import { Button, SegmentedControl, Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import { errorUnder } from "@/components/ui/field-error";
import { Section } from "@/components/ui/section";
import { DatasetRows } from "./dataset-rows";
import { DimensionRows } from "./dimension-rows";
import classes from "./domain-editor.module.css";
import { compact, type EditedDataset, type EditedDefinition, type Problems, textOrNothing } from "./edited-definition";
import { MeasureRows } from "./measure-rows";
import { columnsOf, type KnownTables } from "./use-tables";

export interface DatasetFieldsProps {
  readonly place: { readonly projectId: string; readonly connectionId: string | null };
  readonly definition: EditedDefinition;
  readonly dataset: EditedDataset;
  /** Where it stands: `datasets.0`. */
  readonly path: string;
  readonly tables: KnownTables | null;
  readonly problems: Problems;
  readonly onChange: (dataset: EditedDataset) => void;
  readonly onRemove: () => void;
}

/** One dataset: where its rows come from, and what they say. */
export function DatasetFields(props: DatasetFieldsProps) {
  const { dataset, path, tables, problems, onChange } = props;
  const columns = columnsOf(tables, dataset.table);
  const set = (part: Partial<EditedDataset>) => onChange(compact({ ...dataset, ...part }));
  const all = tables?.tables ?? [];
  const keyOf = (table: { schema?: string | undefined; name: string }) =>
    JSON.stringify([table.schema ?? tables?.defaultSchema ?? "", table.name]);
  return (
    <div className={classes.main}>
      <Section
        title={dataset.label ?? dataset.name}
        actions={
          <Button variant="default" size="xs" c="var(--bh-danger)" onClick={props.onRemove}>
            Remove dataset
          </Button>
        }
      >
        <div className={classes.pair}>
          <TextInput
            label="Name"
            description="What queries call it: small letters, digits and _."
            value={dataset.name}
            error={problems[`${path}.name`]}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label="Label"
            value={dataset.label ?? ""}
            onChange={(event) => set({ label: textOrNothing(event.currentTarget.value) })}
          />
        </div>
        <Textarea
          label="Description"
          description="What one row is, for whoever chooses fields."
          autosize
          minRows={1}
          maxRows={6}
          mb="md"
          value={dataset.description ?? ""}
          error={problems[`${path}.description`]}
          onChange={(event) => set({ description: textOrNothing(event.currentTarget.value) })}
        />
        <SegmentedControl
          aria-label="Where its rows come from"
          data={[
            { value: "table", label: "A table" },
            { value: "sql", label: "A query" },
          ]}
          value={dataset.sql === undefined ? "table" : "sql"}
          onChange={(kind) =>
            set(
              kind === "sql"
                ? { sql: "SELECT ", table: undefined }
                : { sql: undefined, table: { name: all[0]?.name ?? "table" } },
            )
          }
        />
        {dataset.sql === undefined ? (
          <Select
            label="Table"
            searchable
            allowDeselect={false}
            data={[...new Set([...all.map(keyOf), ...(dataset.table ? [keyOf(dataset.table)] : [])])].map((value) => ({
              value,
              label: labelOf(value, tables?.defaultSchema),
            }))}
            value={dataset.table ? keyOf(dataset.table) : null}
            error={errorUnder(problems, `${path}.table`)}
            onChange={(value) => {
              const [schema, name = ""] = JSON.parse(value ?? "[]") as string[];
              set({ table: schema && schema !== tables?.defaultSchema ? { schema, name } : { name } });
            }}
          />
        ) : (
          <Textarea
            label="SQL"
            autosize
            minRows={4}
            spellCheck={false}
            styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
            value={dataset.sql}
            error={problems[`${path}.sql`]}
            onChange={(event) => set({ sql: event.currentTarget.value })}
          />
        )}
        <TagsInput
          label="Primary key"
          description="What makes a row one of its kind. Needed to count right across relationships."
          data={columns}
          value={[...(dataset.primaryKey ?? [])]}
          error={errorUnder(problems, `${path}.primaryKey`)}
          onChange={(primaryKey) => set({ primaryKey: primaryKey.length > 0 ? primaryKey : undefined })}
        />
      </Section>
      <DimensionRows
        dimensions={dataset.dimensions ?? []}
        taken={dataset.measures ?? []}
        columns={columns}
        path={`${path}.dimensions`}
        problems={problems}
        onChange={(dimensions) => set({ dimensions })}
      />
      <MeasureRows
        dataset={dataset}
        datasets={props.definition.datasets}
        columns={columns}
        path={`${path}.measures`}
        problems={problems}
        onChange={(measures) => set({ measures })}
      />
      <DatasetRows place={props.place} definition={props.definition} dataset={dataset.name} />
    </div>
  );
}

/** A table as card SQL would name it. */
function labelOf(key: string, defaultSchema: string | undefined): string {
  const [schema, name = ""] = JSON.parse(key) as string[];
  return schema && schema !== defaultSchema ? `${schema}.${name}` : name;
}
