"use client";
import { Button, NavLink } from "@mantine/core";
import { IconTable } from "@tabler/icons-react";
import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { DatasetFields } from "./dataset-fields";
import classes from "./domain-editor.module.css";
import {
  type EditedDataset,
  type EditedDefinition,
  freeName,
  type Problems,
  replaced,
  without,
} from "./edited-definition";
import { followRenames } from "./follow-renames";
import type { KnownTables } from "./use-tables";

export interface DatasetsPanelProps {
  readonly place: { readonly projectId: string; readonly connectionId: string | null };
  readonly definition: EditedDefinition;
  readonly tables: KnownTables | null;
  readonly problems: Problems;
  readonly onChange: (definition: EditedDefinition) => void;
}

/** The datasets on the left, the chosen one on the right. */
export function DatasetsPanel({ place, definition, tables, problems, onChange }: DatasetsPanelProps) {
  const [chosen, setChosen] = useState(0);
  const { datasets } = definition;
  const dataset = datasets[chosen] ?? datasets[0];
  const index = dataset ? datasets.indexOf(dataset) : 0;
  const add = () => {
    const [table] = tables?.tables ?? [];
    const name = freeName("dataset", datasets);
    onChange({
      ...definition,
      datasets: [...datasets, { name, table: { name: table?.name ?? "table" }, dimensions: [], measures: [] }],
    });
    setChosen(datasets.length);
  };
  const change = (next: EditedDataset) =>
    onChange(followRenames({ ...definition, datasets: replaced(datasets, index, next) }, dataset ?? next, next));
  const remove = () => {
    const gone = dataset?.name;
    const relationships = definition.relationships.filter(
      ({ from, to }) => from.dataset !== gone && to.dataset !== gone,
    );
    onChange({ datasets: without(datasets, index), relationships });
    setChosen(0);
  };
  if (!dataset) {
    return (
      <EmptyState
        icon={<IconTable size={20} />}
        title="No dataset yet"
        action={<Button onClick={add}>Add a dataset</Button>}
      >
        A dataset is a table, or a query, with the dimensions to group by and the measures to add up.
      </EmptyState>
    );
  }
  return (
    <div className={classes.split}>
      <nav className={classes.side} aria-label="Datasets">
        {datasets.map(({ name, label }, at) => {
          const count = Object.keys(problems).filter((path) => path.startsWith(`datasets.${at}.`)).length;
          return (
            <NavLink
              key={name}
              component="button"
              type="button"
              label={label ?? name}
              description={count > 0 ? `${count} to look at` : undefined}
              active={at === index}
              onClick={() => setChosen(at)}
            />
          );
        })}
        <Button variant="default" size="xs" mt="xs" onClick={add}>
          Add a dataset
        </Button>
      </nav>
      <DatasetFields
        key={index}
        place={place}
        definition={definition}
        dataset={dataset}
        path={`datasets.${index}`}
        tables={tables}
        problems={problems}
        onChange={change}
        onRemove={remove}
      />
    </div>
  );
}
