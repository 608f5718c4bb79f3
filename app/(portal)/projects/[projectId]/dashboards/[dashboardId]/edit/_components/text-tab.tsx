"use client";
import { Textarea } from "@mantine/core";
import type { CardTabProps } from "./card-panel";

/** The words of a text card. */
export function TextTab({ card, onChange }: CardTabProps) {
  return (
    <Textarea
      label="Text"
      description="Markdown: # for headings, ** for bold, - for lists, [words](https://…) for links. Images are not shown."
      autosize
      minRows={8}
      maxRows={24}
      maxLength={20_000}
      value={String(card.options.markdown ?? "")}
      onChange={({ currentTarget }) => onChange({ options: { markdown: currentTarget.value } }, `markdown:${card.id}`)}
    />
  );
}
