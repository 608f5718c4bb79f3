import type { ReactNode } from "react";

/** Keeps a page of fields at a width that lines can be read in. */
export function FormColumn({ children, width = 46 }: { children: ReactNode; width?: number }) {
  return <div style={{ maxWidth: `${width}rem` }}>{children}</div>;
}
