"use client";
import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import type { DraftContent } from "@/lib/dashboards/draft-schema";

export interface CardMenuProps {
  readonly id: string;
  readonly title: string;
  readonly tabs: DraftContent["tabs"];
  readonly tab: string | null;
  readonly onDuplicate: (id: string) => void;
  readonly onDelete: (id: string) => void;
  readonly onTab: (id: string, tab: string) => void;
}

/** What can be done with a card as a whole. All of it can be undone, so nothing asks. */
export function CardMenu({ id, title, tabs, tab, onDuplicate, onDelete, onTab }: CardMenuProps) {
  const others = tabs.filter((one) => one.id !== tab);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={26} aria-label={`Actions for ${title}`}>
          <IconDots size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={14} aria-hidden />} onClick={() => onDuplicate(id)}>
          Duplicate
        </Menu.Item>
        {others.length > 0 ? <Menu.Label>Move to tab</Menu.Label> : null}
        {others.map((other) => (
          <Menu.Item key={other.id} onClick={() => onTab(id, other.id)}>
            {other.title || "Tab without a title"}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => onDelete(id)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
