import { IconX } from "@tabler/icons-react";
import { type ReactNode, type RefObject, useLayoutEffect, useState } from "react";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { Sheet } from "@/components/dashboards/sheet";
import styles from "./editor.module.css";

interface SidePanelProps {
  readonly title: string;
  /** Around canvas and panel. */
  readonly work: RefObject<HTMLElement | null>;
  readonly isNarrow: boolean;
  /** On a narrow page: whether it is wanted at all. */
  readonly isOpen: boolean;
  readonly isOfCard: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Beside the canvas, at the height of the chosen card; over it where there is no room. */
export function SidePanel({ title, work, isNarrow, isOpen, isOfCard, onClose, children }: SidePanelProps) {
  const { say } = useEditorWords();
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const chosen = work.current?.querySelector('[data-selected="true"]');
    const canvas = chosen?.closest(`.${styles.canvas}`);
    // An embed is as high as its content: what is said about a card stands where the card is, since nothing here scrolls.
    setTop(chosen && canvas ? chosen.getBoundingClientRect().top - canvas.getBoundingClientRect().top : 0);
  }, [work]);
  if (isNarrow) {
    return isOpen ? (
      <Sheet title={title} size="drawer" onClose={onClose}>
        {children}
      </Sheet>
    ) : null;
  }
  return (
    <aside className={styles.panel} aria-label={isOfCard ? say("card") : say("dashboard")} style={{ marginTop: top }}>
      <header className={styles.panelHead}>
        <h3>{title}</h3>
        {isOfCard ? (
          <button type="button" className={styles.more} aria-label={say("backToDashboard")} onClick={onClose}>
            <IconX size={16} aria-hidden />
          </button>
        ) : null}
      </header>
      {children}
    </aside>
  );
}
