"use client";
import { Badge, Code } from "@mantine/core";
import { IconTags } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useState } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { EmptyState } from "@/components/ui/empty-state";
import type { ListedAttribute } from "@/lib/attributes/attribute-schema";
import { counted } from "../../../_labels/words";
import { deleteAttributeAction } from "../actions";
import { AttributeDialog } from "./attribute-dialog";
import { NewAttributeButton } from "./new-attribute-button";

interface Row {
  /** The placeholder: unique, also for attributes that nobody has defined. */
  readonly id: string;
  readonly attribute: ListedAttribute;
}

const helper = createColumnHelper<typeof features, Row>();
const columns = helper.columns([
  helper.accessor("id", { header: "Placeholder", cell: ({ getValue }) => <Code>{`{{ ${getValue()} }}`}</Code> }),
  helper.accessor(({ attribute }) => attribute.description, {
    id: "description",
    header: "Description",
    cell: ({ row }) => (row.original.attribute.id ? row.original.attribute.description : "In use, not defined"),
  }),
  helper.accessor(usedBy, { id: "uses", header: "Used by" }),
  helper.accessor(({ attribute }) => attribute.readableInCards, {
    id: "readable",
    header: "In cards",
    cell: ({ getValue }) =>
      getValue() ? <Badge color="green">Readable</Badge> : <Badge color="gray">Not readable</Badge>,
  }),
]);

export function AttributeTable({ attributes }: { attributes: readonly ListedAttribute[] }) {
  const [edited, setEdited] = useState<ListedAttribute | null>(null);
  const rows = attributes.map((attribute) => ({ id: placeholderOf(attribute), attribute }));
  return (
    <>
      <DataTable
        label="Attributes"
        columns={columns}
        rows={rows}
        search={false}
        actions={({ id, attribute }) => [
          { label: attribute.id ? "Edit" : "Define", onSelect: () => setEdited(attribute) },
          ...(attribute.id
            ? [{ label: "Delete definition", danger: true, onSelect: () => forget(id, attribute.id ?? "") }]
            : []),
        ]}
        empty={
          <EmptyState icon={<IconTags size={20} />} title="No attributes yet" action={<NewAttributeButton />}>
            A tenant's region or a person's team, for policies to filter by and, where you allow it, for cards to show.
          </EmptyState>
        }
      />
      {edited ? (
        <AttributeDialog key={placeholderOf(edited)} opened onClose={() => setEdited(null)} attribute={edited} />
      ) : null}
    </>
  );
}

function forget(placeholder: string, id: string): void {
  confirmRemoval({
    kind: "definition of",
    name: placeholder,
    consequences: ["Queries of cards can no longer read it", "Values stay, and policies go on using them"],
    remove: () => deleteAttributeAction(id),
  });
}

function placeholderOf({ subject, name }: ListedAttribute): string {
  return `${subject.toLowerCase()}.attributes.${name}`;
}

function usedBy({ attribute: { subject, uses } }: Row): string {
  return subject === "TENANT" ? counted(uses, "tenant") : counted(uses, "person", "people");
}
