import { Loaded } from "@/components/ui/loaded";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { GroupRemoval } from "@/lib/groups/group-schema";
import { LevelBadge } from "../../../_labels/badges";
import { counted } from "../../../_labels/words";
import classes from "./group-gifts.module.css";

/** What being in the group gives: dashboards with their level, and policies. */
export function GroupGifts({ load }: { load: () => Promise<GroupRemoval> }) {
  return (
    <Loaded load={load} fallback={null}>
      {(removal) => <Gifts removal={removal} />}
    </Loaded>
  );
}

function Gifts({ removal }: { removal: GroupRemoval }) {
  const { dashboards, dashboardCount, policies, policyCount } = removal;
  const unnamed = dashboardCount - dashboards.length;
  return (
    <div className={classes.place}>
      <Section
        title="What members get"
        description={`${counted(dashboardCount, "dashboard")} and ${counted(policyCount, "policy assignment")}. Adding somebody gives them all of it.`}
      >
        {dashboardCount + policyCount === 0 ? (
          <p className={classes.none}>Nothing yet. Share a dashboard with the group, or assign a policy to it.</p>
        ) : null}
        <ul className={classes.list}>
          {dashboards.map(({ id, projectId, title, level, expiresAt }) => (
            <li key={id}>
              <TextLink href={`/projects/${projectId}/dashboards/${id}`}>{title}</TextLink>
              <LevelBadge level={level} />
              {expiresAt ? <span className={classes.note}>until {expiresAt.slice(0, 10)}</span> : null}
            </li>
          ))}
          {unnamed > 0 ? <li className={classes.note}>{counted(unnamed, "dashboard")} that you cannot see</li> : null}
          {policies.map(({ id, name, projectId }) => (
            <li key={id}>
              <TextLink href={`/projects/${projectId}/policies/${id}`}>{name}</TextLink>
              <span className={classes.note}>policy</span>
            </li>
          ))}
          {policyCount > 0 && policies.length === 0 ? (
            <li className={classes.note}>A policy is assigned, so only an admin changes who is in the group</li>
          ) : null}
        </ul>
      </Section>
    </div>
  );
}
