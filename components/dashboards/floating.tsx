import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import styles from "./floating.module.css";

/** Where on the screen something opens. */
export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
  /** Given when it opens towards the left. */
  readonly right?: number;
}

export function anchorOf(element: Element): Anchor {
  const { left, top, bottom } = element.getBoundingClientRect();
  return { left, top, bottom };
}

interface FloatingProps {
  readonly anchor: Anchor;
  readonly label: string;
  readonly role?: "menu" | "dialog";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const margin = 8;

/**
 * A box over everything else, beside its anchor. The browser closes it on Escape and on a click elsewhere, and puts the
 * focus back.
 */
export function Floating({ anchor, label, role = "dialog", onClose, children }: FloatingProps) {
  const box = useRef<HTMLDivElement>(null);
  const closed = useRef(onClose);
  closed.current = onClose;
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const before = document.activeElement;
    if (!element.matches(":popover-open")) element.showPopover();
    place(element, anchor);
    (element.querySelector<HTMLElement>("[data-autofocus]") ?? element).focus();
    return () => {
      if (element.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, [anchor]);
  useEffect(() => {
    const element = box.current;
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === "closed") closed.current();
    };
    element?.addEventListener("toggle", onToggle);
    return () => element?.removeEventListener("toggle", onToggle);
  }, []);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both of its roles take a name
    <div ref={box} className={styles.floating} popover="auto" role={role} aria-label={label} tabIndex={-1}>
      {children}
    </div>
  );
}

/** Under the anchor, or over it where there is more room; never beyond the edge. */
function place(element: HTMLElement, { left, top, bottom, right }: Anchor): void {
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - bottom - margin;
  const isBelow = below >= Math.min(element.scrollHeight, 280) || below >= top;
  element.style.maxHeight = `${Math.max(isBelow ? below : top - margin, 120)}px`;
  const { offsetWidth, offsetHeight } = element;
  const wanted = right === undefined ? left : right - offsetWidth;
  element.style.left = `${Math.max(Math.min(wanted, clientWidth - offsetWidth - margin), margin)}px`;
  element.style.top = `${isBelow ? bottom + 4 : Math.max(top - offsetHeight - 4, margin)}px`;
}
