"use client";
import { useControls } from "@/components/form-controls/controls";
import { useEditorWords } from "../messages/use-editor-words";
import type { DrawingFormProps } from "./drawing-form";

/** The words of a text card. */
export function TextForm({ card, onChange }: Pick<DrawingFormProps, "card" | "onChange">) {
  const ui = useControls();
  const { say } = useEditorWords();
  return (
    <ui.Text
      label={say("cardText")}
      help={say("markdownHelp")}
      rows={8}
      maxLength={20_000}
      value={String(card.options.markdown ?? "")}
      onChange={(markdown) => onChange({ options: { markdown } }, `markdown:${card.id}`)}
    />
  );
}
