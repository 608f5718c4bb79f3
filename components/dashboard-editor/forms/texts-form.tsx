"use client";
import { useControls } from "@/components/form-controls/controls";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { freePlace } from "@/lib/dashboards/move-card";
import { cardsOn, tabOf } from "../card-of-draft";
import { useEditorWords } from "../messages/use-editor-words";
import type { DrawingFormProps } from "./drawing-form";

interface TextsFormProps extends Pick<DrawingFormProps, "card" | "onChange"> {
  readonly content: DraftContent;
}

/** What a card says about itself, and where it stands. */
export function TextsForm({ card, content, onChange }: TextsFormProps) {
  const ui = useControls();
  const { say } = useEditorWords();
  const tab = tabOf(card, content.tabs);
  return (
    <ui.Stack>
      <ui.Text
        label={say("title")}
        maxLength={200}
        value={card.title}
        onChange={(title) => onChange({ title }, `title:${card.id}`)}
      />
      <ui.Text
        label={say("description")}
        help={say("descriptionHelp")}
        rows={2}
        maxLength={2_000}
        value={card.description}
        onChange={(description) => onChange({ description }, `description:${card.id}`)}
      />
      {content.tabs.length > 0 ? (
        <ui.Select
          label={say("tab")}
          choices={content.tabs.map(({ id, title }) => ({ value: id, label: title || say("untitledTab") }))}
          value={tab}
          onChange={(next) => {
            if (!next || next === tab) return;
            const { width, height } = card.layout;
            onChange({ tabId: next, layout: freePlace(cardsOn(content, next), width, height) });
          }}
        />
      ) : null}
    </ui.Stack>
  );
}
