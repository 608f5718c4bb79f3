"use client";
import { ActionIcon, Checkbox, Table, TextInput } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { type ReactNode, useId, useState } from "react";
import { errorUnder } from "@/components/ui/field-error";
import classes from "./domain-editor.module.css";
import { compact, type EditedField, type Problems, replaced, textOrNothing, without } from "./edited-definition";
import { FieldMore } from "./field-more";
import { FieldCell, type FieldCellProps, FieldRows, RemoveCell } from "./field-rows";

/** One field while it is edited. */
export interface FieldEdit<F extends EditedField> {
  readonly field: F;
  /** Changes some of it; what is undefined is taken out. */
  readonly set: (part: Partial<F> | Partial<EditedField>) => void;
  /** What is wrong with one of its parts, or with something inside it. */
  readonly problem: (part: string) => string | undefined;
}

/** What fields of one kind have beside a name, a label and words. */
export interface FieldColumn<F extends EditedField> {
  readonly heading: string;
  readonly size: FieldCellProps["size"];
  readonly cell: (edit: FieldEdit<F>) => ReactNode;
}

export interface FieldTableProps<F extends EditedField> {
  /** `Dimension`: what each of them is. */
  readonly kind: string;
  readonly description: string;
  readonly fields: readonly F[];
  readonly columns: readonly FieldColumn<F>[];
  /** What else is under a row, beside description and format. */
  readonly more?: (edit: FieldEdit<F>) => ReactNode;
  /** Where they stand: `datasets.0.dimensions`. */
  readonly path: string;
  readonly problems: Problems;
  readonly onAdd: () => void;
  readonly onChange: (fields: F[]) => void;
}

/** The dimensions or measures of a dataset, each a row with more under it. */
export function FieldTable<F extends EditedField>(props: FieldTableProps<F>) {
  const { kind, description, fields, columns, path, problems, onAdd, onChange } = props;
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const remove = (index: number) => {
    setOpen(new Set([...open].flatMap((at) => (at === index ? [] : at > index ? at - 1 : at))));
    onChange(without(fields, index));
  };
  const toggle = (index: number) =>
    setOpen(new Set(open.has(index) ? [...open].filter((at) => at !== index) : [...open, index]));
  return (
    <FieldRows
      title={`${kind}s`}
      description={description}
      headings={["Name", "Label", ...columns.map(({ heading }) => heading), "Hidden", "More"]}
      addLabel={`Add a ${kind.toLowerCase()}`}
      error={problems[path]}
      onAdd={onAdd}
    >
      {fields.map((field, index) => (
        <FieldRow
          // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed
          key={index}
          {...props}
          field={field}
          set={(part) => onChange(replaced(fields, index, compact<F>({ ...field, ...part })))}
          problem={(part) => errorUnder(problems, `${path}.${index}.${part}`)}
          place={`${kind} ${index + 1}`}
          isOpen={open.has(index)}
          onToggle={() => toggle(index)}
          onRemove={() => remove(index)}
        />
      ))}
    </FieldRows>
  );
}

interface FieldRowProps<F extends EditedField> extends FieldEdit<F>, Pick<FieldTableProps<F>, "columns" | "more"> {
  readonly place: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onRemove: () => void;
}

function FieldRow<F extends EditedField>(props: FieldRowProps<F>) {
  const { columns, more, field, set, problem, place, isOpen, onToggle, onRemove } = props;
  const id = useId();
  const edit = { field, set, problem };
  const isWrongBelow = ["description", "format", "grains"].some((part) => problem(part) !== undefined);
  const isShown = isOpen || isWrongBelow;
  const saysMore = field.description !== undefined || field.format !== undefined;
  return (
    <>
      <Table.Tr className={classes.row} data-open={isShown}>
        <FieldCell heading="Name" size="short">
          <TextInput
            aria-label={`${place}: name`}
            value={field.name}
            error={problem("name")}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </FieldCell>
        <FieldCell heading="Label" size="short">
          <TextInput
            aria-label={`${field.name}: label`}
            value={field.label ?? ""}
            error={problem("label")}
            onChange={(event) => set({ label: textOrNothing(event.currentTarget.value) })}
          />
        </FieldCell>
        {columns.map(({ heading, size, cell }) => (
          <FieldCell key={heading} heading={heading} size={size}>
            {cell(edit)}
          </FieldCell>
        ))}
        <FieldCell heading="Hidden" size="flag">
          <Checkbox
            aria-label={`${field.name}: hidden`}
            checked={field.hidden ?? false}
            onChange={(event) => set({ hidden: event.currentTarget.checked || undefined })}
          />
        </FieldCell>
        <Table.Td data-size="action">
          <ActionIcon
            variant={saysMore ? "light" : "subtle"}
            color={saysMore ? undefined : "gray"}
            size={36}
            aria-label={`More of ${field.name}`}
            aria-expanded={isShown}
            aria-controls={isShown ? id : undefined}
            onClick={onToggle}
          >
            <IconChevronDown size={16} className={classes.chevron} />
          </ActionIcon>
        </Table.Td>
        <RemoveCell label={field.name} onRemove={onRemove} />
      </Table.Tr>
      {isShown ? (
        <Table.Tr id={id}>
          <Table.Td colSpan={columns.length + 5} className={classes.under}>
            <FieldMore {...edit}>{more?.(edit)}</FieldMore>
          </Table.Td>
        </Table.Tr>
      ) : null}
    </>
  );
}
