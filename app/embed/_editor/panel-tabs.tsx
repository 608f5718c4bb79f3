import { type ReactNode, useId } from "react";
import { moveFocus } from "@/components/dashboards/move-focus";
import styles from "./editor.module.css";

interface PanelTabsProps {
  readonly label: string;
  readonly open: string | null;
  readonly onOpen: (part: string) => void;
  readonly parts: readonly { readonly id: string; readonly title: string; readonly body: () => ReactNode }[];
}

/** The parts of a panel, one of which is shown. */
export function PanelTabs({ label, parts, open, onOpen }: PanelTabsProps) {
  const id = useId();
  const shown = parts.find((part) => part.id === open) ?? parts[0];
  return (
    <>
      <div role="tablist" aria-label={label} className={styles.panelTabs}>
        {parts.map((part) => (
          <button
            key={part.id}
            type="button"
            role="tab"
            id={`${id}-${part.id}`}
            aria-selected={part === shown}
            aria-controls={`${id}-body`}
            tabIndex={part === shown ? 0 : -1}
            onKeyDown={(event) => moveFocus(event, "tab")}
            onClick={() => onOpen(part.id)}
          >
            {part.title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-body`} aria-labelledby={`${id}-${shown?.id}`} className={styles.panelBody}>
        {shown?.body()}
      </div>
    </>
  );
}
