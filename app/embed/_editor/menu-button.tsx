import { type ReactNode, useState } from "react";
import { type Anchor, anchorOf } from "@/components/dashboards/floating";
import { Menu } from "@/components/dashboards/menu";

interface MenuButtonProps {
  readonly className: string | undefined;
  /** Its name where it shows a sign only. */
  readonly label?: string;
  readonly items: readonly { readonly label: string; readonly onChoose: () => void }[];
  readonly children: ReactNode;
}

/** A button that opens things to choose from. */
export function MenuButton({ className, label, items, children }: MenuButtonProps) {
  const [anchor, setAnchor] = useState<Anchor | null>(null);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={label}
        onClick={({ currentTarget }) => setAnchor(anchor ? null : anchorOf(currentTarget))}
      >
        {children}
      </button>
      {anchor ? (
        <Menu
          anchor={anchor}
          label={label ?? String(children)}
          items={items.map((item) => ({ ...item, key: item.label }))}
          onClose={() => setAnchor(null)}
        />
      ) : null}
    </>
  );
}
