"use client";
import { Select, Stack, Textarea, TextInput } from "@mantine/core";
import { cardsOn, tabOf } from "@/components/dashboard-editor/card-of-draft";
import { freePlace } from "@/lib/dashboards/move-card";
import type { CardTabProps } from "./card-panel";

/** What a card says about itself, and where it stands. */
export function TextsTab({ card, content, onChange }: CardTabProps) {
  const tab = tabOf(card, content.tabs);
  return (
    <Stack gap="md">
      <TextInput
        label="Title"
        maxLength={200}
        value={card.title}
        onChange={({ currentTarget }) => onChange({ title: currentTarget.value }, `title:${card.id}`)}
      />
      <Textarea
        label="Description"
        description="Shown when the title is pointed at."
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2_000}
        value={card.description}
        onChange={({ currentTarget }) => onChange({ description: currentTarget.value }, `description:${card.id}`)}
      />
      {content.tabs.length > 0 ? (
        <Select
          label="Tab"
          data={content.tabs.map(({ id, title }) => ({ value: id, label: title || "Tab without a title" }))}
          value={tab}
          allowDeselect={false}
          onChange={(next) => {
            if (!next || next === tab) return;
            const { width, height } = card.layout;
            onChange({ tabId: next, layout: freePlace(cardsOn(content, next), width, height) });
          }}
        />
      ) : null}
    </Stack>
  );
}
