"use client";
import { UnstyledButton } from "@mantine/core";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import classes from "./editor.module.css";

export interface EditorTabsProps {
  readonly tabs: DraftContent["tabs"];
  readonly tab: string | null;
  readonly onTab: (id: string) => void;
}

/** The pages of the dashboard under work. */
export function EditorTabs({ tabs, tab, onTab }: EditorTabsProps) {
  if (tabs.length === 0) return null;
  return (
    <div className={classes.tabs} role="tablist" aria-label="Tabs of the dashboard">
      {tabs.map(({ id, title }) => (
        <UnstyledButton
          key={id}
          role="tab"
          className={classes.tab}
          aria-selected={id === tab}
          onClick={() => onTab(id)}
        >
          {title || "Tab without a title"}
        </UnstyledButton>
      ))}
    </div>
  );
}
