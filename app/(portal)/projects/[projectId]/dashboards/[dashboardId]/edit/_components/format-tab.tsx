"use client";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { CardTabProps } from "./card-panel";
import { columnsOf } from "./columns-of";
import { formatFields } from "./option-fields";
import { OptionForm } from "./option-form";

/** How values, axes and colours are written and drawn. */
export function FormatTab({ card, rows, onChange }: CardTabProps) {
  return (
    <OptionForm
      fields={formatFields[card.kind]}
      options={card.options}
      columns={columnsOf(rows, card.id)}
      onChange={(options, key) => onChange({ options: options as DraftCard["options"] }, `${key}:${card.id}`)}
    />
  );
}
