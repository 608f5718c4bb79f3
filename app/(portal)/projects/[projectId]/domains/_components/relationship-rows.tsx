"use client";
import { Select, Table, TagsInput, TextInput } from "@mantine/core";
import { errorUnder } from "@/components/ui/field-error";
import classes from "./domain-editor.module.css";
import {
  compact,
  type EditedDefinition,
  type EditedRelationship,
  type Problems,
  replaced,
  textOrNothing,
  without,
} from "./edited-definition";
import { FieldCell, FieldRows, RemoveCell } from "./field-rows";
import { columnsOf, type KnownTables } from "./use-tables";

const cardinalities = [
  { value: "many_to_one", label: "Many to one" },
  { value: "one_to_one", label: "One to one" },
  { value: "one_to_many", label: "One to many" },
  { value: "many_to_many", label: "Many to many" },
] as const;

const joins = [
  { value: "left", label: "Kept" },
  { value: "inner", label: "Left out" },
] as const;

export interface RelationshipRowsProps {
  readonly definition: EditedDefinition;
  readonly tables: KnownTables | null;
  readonly problems: Problems;
  readonly onChange: (definition: EditedDefinition) => void;
}

/** How rows of two datasets belong together. */
export function RelationshipRows({ definition, tables, problems, onChange }: RelationshipRowsProps) {
  const { datasets, relationships } = definition;
  const names = datasets.map(({ name, label }) => ({ value: name, label: label ?? name }));
  const [first, second] = datasets;
  const set = (next: EditedRelationship[]) => onChange({ ...definition, relationships: next });
  const add = () =>
    set([
      ...relationships,
      {
        from: { dataset: first?.name ?? "", columns: [] },
        to: { dataset: second?.name ?? "", columns: [...(second?.primaryKey ?? [])] },
      },
    ]);
  return (
    <FieldRows
      title="Relationships"
      description="Which columns belong together. What many rows share counts once; where two ways are equally short, people are asked."
      headings={["From", "Columns", "To", "Columns", "Rows", "Rows without a match", "Name"]}
      addLabel="Add a relationship"
      onAdd={add}
    >
      {relationships.map((relationship, index) => {
        const here = `relationships.${index}`;
        const change = (part: Partial<EditedRelationship>) =>
          set(replaced(relationships, index, compact({ ...relationship, ...part })));
        const side = (name: "from" | "to") => {
          const { dataset, columns } = relationship[name];
          const known = columnsOf(tables, datasets.find((one) => one.name === dataset)?.table);
          return (
            <>
              <FieldCell heading={name === "from" ? "From" : "To"} size="short">
                <Select
                  aria-label={`Relationship ${index + 1}: ${name}`}
                  data={names}
                  allowDeselect={false}
                  value={dataset}
                  error={problems[`${here}.${name}.dataset`]}
                  onChange={(value) => change({ [name]: { dataset: value ?? "", columns } })}
                />
              </FieldCell>
              <FieldCell heading="Columns" size="short">
                <TagsInput
                  aria-label={`Relationship ${index + 1}: columns ${name}`}
                  data={known}
                  value={[...columns]}
                  error={errorUnder(problems, `${here}.${name}.columns`)}
                  onChange={(value) => change({ [name]: { dataset, columns: value } })}
                />
              </FieldCell>
            </>
          );
        };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: every part of a relationship changes while it is edited
          <Table.Tr key={index} className={classes.row}>
            {side("from")}
            {side("to")}
            <FieldCell heading="Rows" size="middle">
              <Select
                aria-label={`Relationship ${index + 1}: rows`}
                data={[...cardinalities]}
                allowDeselect={false}
                value={relationship.cardinality ?? "many_to_one"}
                onChange={(value) => change({ cardinality: value as EditedRelationship["cardinality"] })}
              />
            </FieldCell>
            <FieldCell heading="Rows without a match" size="short">
              <Select
                aria-label={`Relationship ${index + 1}: rows without a match`}
                data={[...joins]}
                allowDeselect={false}
                value={relationship.join ?? "left"}
                onChange={(value) => change({ join: value as EditedRelationship["join"] })}
              />
            </FieldCell>
            <FieldCell heading="Name" size="short">
              <TextInput
                aria-label={`Relationship ${index + 1}: name`}
                value={relationship.name ?? ""}
                error={problems[`${here}.name`]}
                onChange={(event) => change({ name: textOrNothing(event.currentTarget.value) })}
              />
            </FieldCell>
            <RemoveCell label={`relationship ${index + 1}`} onRemove={() => set(without(relationships, index))} />
          </Table.Tr>
        );
      })}
    </FieldRows>
  );
}
