import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import styles from "./editor.module.css";
import { MenuButton } from "./menu-button";

interface CardActionsProps {
  readonly title: string;
  /** The tabs it can go to. */
  readonly tabs: DraftContent["tabs"];
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
  readonly onTab: (tab: string) => void;
}

/** What can be done with a card as a whole. All of it can be undone, so nothing asks. */
export function CardActions({ title, tabs, onDuplicate, onRemove, onTab }: CardActionsProps) {
  const { say } = useEditorWords();
  const items = [
    { label: say("duplicate"), onChoose: onDuplicate },
    ...tabs.map((tab) => ({
      label: say("moveToTab", { title: tab.title || say("untitledTab") }),
      onChoose: () => onTab(tab.id),
    })),
    { label: say("remove"), onChoose: onRemove },
  ];
  return (
    <MenuButton className={styles.more} label={say("actionsFor", { title })} items={items}>
      <span aria-hidden="true">⋯</span>
    </MenuButton>
  );
}
