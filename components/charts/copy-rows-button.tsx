import { useContext, useState } from "react";
import { copyText, rowsAsText } from "./copy-rows";
import styles from "./data-grid.module.css";
import type { CellValue } from "./data-table";
import { SayContext } from "./drawing-words";

interface CopyRowsProps {
  readonly header: readonly string[];
  /** All rows in the order they are shown, asked for only when they are copied. */
  readonly rows: () => Iterable<readonly CellValue[]>;
}

const sentences = { idle: "copy", copied: "copied", failed: "copyRefused" } as const;

/** Copies a table with its headings, as cells for spreadsheets. */
export function CopyRows({ header, rows }: CopyRowsProps) {
  const [state, setState] = useState<keyof typeof sentences>("idle");
  const say = useContext(SayContext);
  const copy = async () => setState((await copyText(rowsAsText(header, rows()))) ? "copied" : "failed");
  return (
    <button
      type="button"
      className={styles.copy}
      title={say("copyAllRows")}
      onClick={copy}
      onBlur={() => setState("idle")}
      onPointerLeave={() => setState("idle")}
    >
      <span aria-live="polite">{say(sentences[state])}</span>
    </button>
  );
}
