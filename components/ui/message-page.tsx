import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./message-page.module.css";

/** A whole page that says one thing: what happened, what was not lost, what to do. */
export function MessagePage({ title, children, actions }: { title: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={classes.page} role="status">
      <Title order={1}>{title}</Title>
      <p className={classes.text}>{children}</p>
      <div className={classes.actions}>{actions}</div>
    </div>
  );
}
