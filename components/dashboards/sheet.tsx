import { type CSSProperties, type ReactNode, useEffect, useId, useRef, useState } from "react";
import styles from "./floating.module.css";
import { useWords } from "./messages/use-words";

interface SheetProps {
  readonly title: string;
  readonly size: "wide" | "drawer";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog over the dashboard. The browser keeps the focus inside, closes it on Escape and puts the focus back. */
export function Sheet({ title, size, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { say } = useWords();
  const [top] = useState(() => topNear(document.activeElement));
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it; Escape does for the keyboard
    <dialog
      ref={dialog}
      className={styles.sheet}
      data-size={size}
      data-framed={window.parent !== window}
      style={{ "--sheet-top": `${top}px` } as CSSProperties}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <header className={styles.sheetHeader}>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className={styles.close} aria-label={say("close")} onClick={onClose}>
          ×
        </button>
      </header>
      <div className={styles.sheetBody}>{children}</div>
    </dialog>
  );
}

/** A little over what was clicked, which the person surely sees. */
function topNear(element: Element | null): number {
  const top = element?.getBoundingClientRect().top ?? 0;
  return Math.max(Math.min(top - 60, document.documentElement.clientHeight - 600), 16);
}
