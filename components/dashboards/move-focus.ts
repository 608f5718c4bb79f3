import type { KeyboardEvent } from "react";

/** Arrow keys, Home and End move the focus among the parts of a list that have this role. */
export function moveFocus(event: KeyboardEvent<HTMLElement>, role: "menuitem" | "option" | "tab"): void {
  const list = event.currentTarget.parentElement;
  const items = [...(list?.querySelectorAll<HTMLElement>(`[role="${role}"]`) ?? [])];
  const at = items.indexOf(event.currentTarget);
  const next = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}
