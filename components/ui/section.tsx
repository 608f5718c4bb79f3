import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./section.module.css";

export interface SectionProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** Without padding, for a table that fills the section. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** One titled part of a page, framed by a hairline. */
export function Section({ title, description, actions, flush, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <div>
          <Title order={2}>{title}</Title>
          {description ? <p className={classes.description}>{description}</p> : null}
        </div>
        {actions}
      </div>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
