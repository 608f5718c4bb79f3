import { Section } from "@/components/ui/section";
import type { DomainExplanation } from "@/lib/access/access-schema";
import { sentenceCase } from "../../../../_labels/words";
import classes from "./access.module.css";

/** The semantic domains that somebody may ask, and through what. */
export function DomainAccess({ domains }: { readonly domains: readonly DomainExplanation[] }) {
  return (
    <Section title="Semantic domains" description="Which they may ask; of their rows they see what stands above.">
      {domains.length === 0 ? <p className={classes.quiet}>None is granted to them.</p> : null}
      <ul className={classes.dashboards} aria-label="Semantic domains they may ask">
        {domains.map(({ id, name, reasons }) => (
          <li key={id}>
            <span>{name}</span>
            <span className={classes.quiet}>{sentenceCase(reasons.join("; "))}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
