import { useState } from "react";
import styles from "./dashboard-view.module.css";
import { type Anchor, anchorOf } from "./floating";
import { Menu, type MenuItem } from "./menu";
import { useWords } from "./messages/use-words";

/** What can be done with a card, behind one button in its corner. */
export function CardMenu({ title, items }: { title: string; items: readonly MenuItem[] }) {
  const { say } = useWords();
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  const label = say("cardMenu", { title });
  return (
    <>
      <button
        type="button"
        className={styles.menuButton}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={label}
        onClick={({ currentTarget }) => {
          const { right } = currentTarget.getBoundingClientRect();
          setAnchor(anchor ? null : { ...anchorOf(currentTarget), right });
        }}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {anchor ? <Menu anchor={anchor} label={label} items={items} onClose={() => setAnchor(null)} /> : null}
    </>
  );
}
