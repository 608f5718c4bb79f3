import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { getProject } from "@/lib/projects/project-queries";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { ViewAsSelect } from "../dashboards/_components/view-as-select";
import { tenantOfView } from "../dashboards/tenant-of-view";
import { DomainsToExplore } from "./_components/domains-to-explore";
import { Explorer } from "./_components/explorer";
import { exploreRights } from "./explore-rights";
import { exploredDomain } from "./explored-domain";

export const metadata: Metadata = { title: "Explore" };

export default async function ExplorePage(props: PageProps<"/projects/[projectId]/explore">) {
  const actor = await requirePageActor("domain:read");
  const { id: projectId } = await orNotFound(getProject(actor, (await props.params).projectId));
  const params = await props.searchParams;
  const domain = await exploredDomain(actor, projectId, params);
  const may = exploreRights(actor);
  const tenant = may.viewAs ? await tenantOfView(actor, params) : null;
  const viewAs = domain && may.viewAs ? <ViewAsSelect tenant={tenant} /> : null;
  return (
    <>
      <PageHeader title="Explore" description="Ask your data by choosing, without writing SQL." actions={viewAs} />
      {domain ? (
        <Explorer
          key={`${domain.id} ${tenant?.value}`}
          projectId={projectId}
          domain={domain}
          tenant={tenant}
          may={may}
        />
      ) : (
        <DomainsToExplore actor={actor} projectId={projectId} may={may} />
      )}
    </>
  );
}
