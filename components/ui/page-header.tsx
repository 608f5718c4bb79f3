import { Title } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import Link from "next/link";
import type { ReactNode } from "react";
import classes from "./page-header.module.css";

export interface PageHeaderProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Badges beside the title. */
  readonly badges?: ReactNode;
  readonly actions?: ReactNode;
  /** Where the page belongs, one step up. */
  readonly back?: { readonly href: string; readonly label: string };
}

/** The top of every page: where one is, what it is for, and its main actions. */
export function PageHeader({ title, description, badges, actions, back }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        {back ? (
          <Link href={back.href} className={classes.back}>
            <IconChevronLeft size={14} aria-hidden />
            {back.label}
          </Link>
        ) : null}
        <div className={classes.title}>
          <Title order={1}>{title}</Title>
          {badges}
        </div>
        {description ? <p className={classes.description}>{description}</p> : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  );
}
