import { type Anchor, Floating } from "./floating";
import styles from "./floating.module.css";
import { moveFocus } from "./move-focus";

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly onChoose: () => void;
}

interface MenuProps {
  readonly anchor: Anchor;
  readonly label: string;
  /** Shown over the items. */
  readonly heading?: string;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
}

/** Things to do, one of which is chosen: by a click, or with the arrow keys, Home, End and Enter. */
export function Menu({ anchor, label, heading, items, onClose }: MenuProps) {
  return (
    <Floating anchor={anchor} label={label} role="menu" onClose={onClose}>
      {heading ? <p className={styles.heading}>{heading}</p> : null}
      {items.map(({ key, label: text, onChoose }, index) => (
        <button
          key={key}
          type="button"
          role="menuitem"
          className={styles.item}
          tabIndex={index === 0 ? 0 : -1}
          data-autofocus={index === 0 ? "" : undefined}
          onKeyDown={(event) => moveFocus(event, "menuitem")}
          onClick={() => {
            onClose();
            onChoose();
          }}
        >
          {text}
        </button>
      ))}
    </Floating>
  );
}
