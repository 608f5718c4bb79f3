import { useEffect, useRef } from "react";

interface EditKeys {
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onEscape: () => void;
}

/** ⌘Z, ⇧⌘Z, ⌘Y and Escape, wherever the focus is but in a field, which has its own. */
export function useEditKeys(keys: EditKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const [target] = event.composedPath();
      const isField =
        target instanceof HTMLElement && (target.isContentEditable || target.matches("input,textarea,select"));
      if (isField || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const { onUndo, onRedo, onEscape } = latest.current;
      const key = event.key.toLowerCase();
      if (key === "escape") return onEscape();
      if (!event.metaKey && !event.ctrlKey) return;
      const isRedo = key === "y" || (key === "z" && event.shiftKey);
      if (key !== "z" && !isRedo) return;
      event.preventDefault();
      (isRedo ? onRedo : onUndo)();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
