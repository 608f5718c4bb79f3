"use client";
import { ActionIcon, Button, Table } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Section } from "@/components/ui/section";
import classes from "./domain-editor.module.css";

export interface FieldRowsProps {
  readonly title: string;
  readonly description: string;
  readonly headings: readonly string[];
  readonly addLabel: string;
  readonly onAdd: () => void;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

/** A list of fields as a table whose cells are inputs. */
export function FieldRows({ title, description, headings, addLabel, onAdd, error, children }: FieldRowsProps) {
  return (
    <Section
      title={title}
      description={description}
      flush
      actions={
        <Button variant="default" size="xs" onClick={onAdd}>
          {addLabel}
        </Button>
      }
    >
      {error ? <p className={classes.problem}>{error}</p> : null}
      <section className={classes.scroll} aria-label={title}>
        <Table className={classes.rows} verticalSpacing={6} horizontalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              {headings.map((heading) => (
                <Table.Th key={heading} scope="col">
                  {heading}
                </Table.Th>
              ))}
              <Table.Th aria-label="Remove" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      </section>
    </Section>
  );
}

export interface FieldCellProps {
  /** What stands above it where there is room for columns, and in it where there is none. */
  readonly heading: string;
  readonly size: "flag" | "short" | "middle" | "long";
  readonly children: ReactNode;
}

/** One input of a row. */
export function FieldCell({ heading, size, children }: FieldCellProps) {
  return (
    <Table.Td data-heading={heading} data-size={size}>
      {children}
    </Table.Td>
  );
}

/** The last cell of a row. */
export function RemoveCell({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <Table.Td data-size="action">
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={`Remove ${label}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </Table.Td>
  );
}
