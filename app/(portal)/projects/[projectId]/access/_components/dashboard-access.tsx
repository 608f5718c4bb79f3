import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { DashboardExplanation } from "@/lib/access/access-schema";
import { LevelBadge } from "../../../../_labels/badges";
import { sentenceCase } from "../../../../_labels/words";
import classes from "./access.module.css";

export interface DashboardAccessProps {
  readonly projectId: string;
  readonly dashboards: readonly DashboardExplanation[];
  readonly more: boolean;
}

/** The dashboards of the project that somebody reaches, with what they may do there and through what. */
export function DashboardAccess({ projectId, dashboards, more }: DashboardAccessProps) {
  return (
    <Section title="Dashboards" description="Which they open, what they may do there, and through what.">
      {dashboards.length === 0 ? <p className={classes.quiet}>None is shared with them.</p> : null}
      <ul className={classes.dashboards} aria-label="Dashboards they open">
        {dashboards.map(({ id, title, level, reasons }) => (
          <li key={id}>
            <TextLink href={`/projects/${projectId}/dashboards/${id}`}>{title}</TextLink>
            <LevelBadge level={level} />
            <span className={classes.quiet}>{sentenceCase(reasons.join("; "))}</span>
          </li>
        ))}
      </ul>
      {more ? <p className={classes.quiet}>There are more; the newest are shown.</p> : null}
    </Section>
  );
}
