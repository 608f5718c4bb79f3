import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { LinkButton } from "@/components/ui/link-button";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listDomains } from "@/lib/domains/domain-queries";
import { firstOrNext, listInput } from "../../../_shell/list-input";
import { requirePageActor } from "../../../_shell/page-access";
import { DomainTable } from "./_components/domain-table";

export const metadata: Metadata = { title: "Domains" };

export default async function DomainsPage(props: PageProps<"/projects/[projectId]/domains">) {
  const actor = await requirePageActor("domain:update");
  const { projectId } = await props.params;
  const input = listInput(await props.searchParams);
  return (
    <>
      <PageHeader
        title="Semantic domains"
        description="What tables mean: dimensions and measures under names, so that people ask them without writing SQL."
        actions={<LinkButton href={`/projects/${projectId}/domains/new`}>New domain</LinkButton>}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listDomains(actor, { ...page, projectId }))}
        fallback={<TableSkeleton columns={3} />}
      >
        {(page) => <DomainTable page={page} projectId={projectId} filtered={Boolean(input.search)} />}
      </Loaded>
    </>
  );
}
