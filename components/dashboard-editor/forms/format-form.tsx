"use client";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import { columnsOf } from "../columns-of";
import { formatFields } from "../option-fields";
import type { DrawingFormProps } from "./drawing-form";
import { OptionForm } from "./option-form";

/** How values, axes and colours are written and drawn. */
export function FormatForm({ card, rows, onChange }: DrawingFormProps) {
  return (
    <OptionForm
      fields={formatFields[card.kind]}
      options={card.options}
      columns={columnsOf(rows, card.id)}
      onChange={(options, key) => onChange({ options: options as DraftCard["options"] }, `${key}:${card.id}`)}
    />
  );
}
