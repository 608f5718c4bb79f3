"use client";
import { ActionIcon, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import { cardsOn } from "@/components/dashboard-editor/card-of-draft";
import { withNewTab, withoutTab } from "@/components/dashboard-editor/edit-content";
import type { DashboardTabProps } from "./dashboard-panel";

/** The pages of the dashboard: their names and order. */
export function TabsTab({ content, change }: DashboardTabProps) {
  const { tabs } = content;
  const move = (index: number, by: number) =>
    change((current) => {
      const next = [...current.tabs];
      next.splice(index + by, 0, ...next.splice(index, 1));
      return { ...current, tabs: next };
    });
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Tabs are pages of one dashboard. Without any, all cards stand on one page.
      </Text>
      {tabs.map(({ id, title }, index) => (
        <Group key={id} gap={4} wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={`Title of tab ${index + 1}`}
            maxLength={100}
            value={title}
            error={title.trim() === "" ? "Give the tab a title" : undefined}
            onChange={({ currentTarget: { value } }) =>
              change(
                (current) => ({
                  ...current,
                  tabs: current.tabs.map((tab) => (tab.id === id ? { ...tab, title: value } : tab)),
                }),
                `tab:${id}`,
              )
            }
          />
          <ActionIcon
            variant="subtle"
            disabled={index === 0}
            aria-label={`${title} up`}
            onClick={() => move(index, -1)}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            disabled={index === tabs.length - 1}
            aria-label={`${title} down`}
            onClick={() => move(index, 1)}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            aria-label={`Remove ${title}`}
            title={cardsOn(content, id).length > 0 ? "Its cards go to the tab before it" : undefined}
            onClick={() => change((current) => withoutTab(current, id))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button variant="default" size="xs" disabled={tabs.length >= 20} onClick={() => change(withNewTab)}>
        Add a tab
      </Button>
    </Stack>
  );
}
