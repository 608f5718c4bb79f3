import { useState } from "react";
import { copyText, rowsAsText } from "./copy-rows";
import styles from "./data-grid.module.css";
import type { CellValue } from "./data-table";

interface CopyRowsProps {
  readonly header: readonly string[];
  /** All rows in the order they are shown, asked for only when they are copied. */
  readonly rows: () => Iterable<readonly CellValue[]>;
}

const words = { idle: "Copy", copied: "Copied", failed: "Copying is not allowed here" } as const;

/** Copies a table with its headings, as cells for spreadsheets. */
export function CopyRows({ header, rows }: CopyRowsProps) {
  const [state, setState] = useState<keyof typeof words>("idle");
  const copy = async () => setState((await copyText(rowsAsText(header, rows()))) ? "copied" : "failed");
  return (
    <button
      type="button"
      className={styles.copy}
      title="Copy all rows"
      onClick={copy}
      onBlur={() => setState("idle")}
      onPointerLeave={() => setState("idle")}
    >
      <span aria-live="polite">{words[state]}</span>
    </button>
  );
}
