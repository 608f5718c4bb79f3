import { IconTelescope } from "@tabler/icons-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { DomainSummary } from "@/lib/domains/domain-schema";
import type { ExploreRights } from "../explore-rights";
import { DomainPicker } from "./domain-picker";
import classes from "./explore.module.css";

interface ExploreStartProps {
  readonly projectId: string;
  readonly domains: readonly DomainSummary[];
  readonly total: number;
  readonly may: ExploreRights;
}

/** Before anything is asked: the domains that this person may ask. */
export function ExploreStart({ projectId, domains, total, may }: ExploreStartProps) {
  if (domains.length === 0) {
    return (
      <EmptyState
        icon={<IconTelescope size={20} />}
        title="No domain to explore yet"
        action={
          may.manageDomains ? (
            <LinkButton href={`/projects/${projectId}/domains/new`}>New domain</LinkButton>
          ) : undefined
        }
      >
        {may.manageDomains
          ? "A semantic domain says once what tables mean. Make one, and everybody it is granted to asks it here."
          : "Exploring begins with a semantic domain. Ask an author of your organization to open one to you."}
      </EmptyState>
    );
  }
  return (
    <>
      {domains.length < total ? (
        <div className={classes.search}>
          <DomainPicker projectId={projectId} domain={null} />
        </div>
      ) : null}
      <ul className={classes.domains} aria-label="Domains">
        {domains.map(({ id, name, description }) => (
          <li key={id}>
            <Link href={`/projects/${projectId}/explore?domain=${id}`} className={classes.domain}>
              <strong>{name}</strong>
              <span>{description || "Choose dimensions and measures of it."}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
