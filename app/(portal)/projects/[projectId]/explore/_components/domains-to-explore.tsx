import { Loaded } from "@/components/ui/loaded";
import { listDomains } from "@/lib/domains/domain-queries";
import type { PortalActor } from "../../../../_shell/page-access";
import type { ExploreRights } from "../explore-rights";
import { ExploreStart } from "./explore-start";
import { StartSkeleton } from "./start-skeleton";

interface DomainsToExploreProps {
  readonly actor: PortalActor;
  readonly projectId: string;
  readonly may: ExploreRights;
}

const mostListed = 24;

/** The domains that this person may ask, as soon as they are known. */
export function DomainsToExplore({ actor, projectId, may }: DomainsToExploreProps) {
  return (
    <Loaded load={() => listDomains(actor, { projectId, limit: mostListed })} fallback={<StartSkeleton />}>
      {({ data, total }) => <ExploreStart projectId={projectId} domains={data} total={total} may={may} />}
    </Loaded>
  );
}
