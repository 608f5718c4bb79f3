import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./warning-line.module.css";

/** One amber line: something is not protected, or soon will not work. */
export function WarningLine({ children }: { children: ReactNode }) {
  return (
    <div className={classes.line}>
      <IconAlertTriangle size={16} aria-label="Warning" />
      <div>{children}</div>
    </div>
  );
}
