import { type ReactNode, useRef, useState } from "react";
import styles from "./filter-bar.module.css";
import { type Anchor, anchorOf, Floating } from "./floating";

interface FieldButtonProps {
  readonly id: string;
  readonly label: string;
  /** The value in words. */
  readonly text: string;
  readonly isSet: boolean;
  readonly describedBy?: string;
  readonly onClose?: () => void;
  readonly children: (close: () => void) => ReactNode;
}

/** A field that says its value and opens what changes it. */
export function FieldButton({ id, label, text, isSet, onClose, children }: FieldButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const close = () => {
    setAnchor(null);
    onClose?.();
  };
  return (
    <>
      <button
        ref={button}
        id={id}
        type="button"
        className={styles.fieldButton}
        data-set={isSet}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        aria-label={`${label}: ${text}`}
        onClick={(event) => setAnchor(anchor ? null : anchorOf(event.currentTarget))}
      >
        <span>{text}</span>
      </button>
      {anchor ? (
        <Floating anchor={anchor} label={label} onClose={close}>
          {children(close)}
        </Floating>
      ) : null}
    </>
  );
}
