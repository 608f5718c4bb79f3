"use client";
import { columnsOf } from "@/components/dashboard-editor/columns-of";
import { formatFields } from "@/components/dashboard-editor/option-fields";
import type { DraftCard } from "@/lib/dashboards/draft-schema";
import type { DrawingTabProps } from "./card-panel";
import { OptionForm } from "./option-form";

/** How values, axes and colours are written and drawn. */
export function FormatTab({ card, rows, onChange }: DrawingTabProps) {
  return (
    <OptionForm
      fields={formatFields[card.kind]}
      options={card.options}
      columns={columnsOf(rows, card.id)}
      onChange={(options, key) => onChange({ options: options as DraftCard["options"] }, `${key}:${card.id}`)}
    />
  );
}
