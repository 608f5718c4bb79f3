import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/authorization/require-permission";
import { listProjects } from "@/lib/projects/project-queries";
import { firstOrNext, listInput } from "../_shell/list-input";
import { requirePageActor } from "../_shell/page-access";
import { NewProjectButton } from "./_components/new-project-button";
import { ProjectTable } from "./_components/project-table";

export const metadata: Metadata = { title: "Projects" };

export default async function ProjectsPage({ searchParams }: PageProps<"/projects">) {
  const actor = await requirePageActor("project:read");
  const input = listInput(await searchParams);
  const mayCreate = can(actor, "project:create");
  return (
    <>
      <PageHeader
        title="Projects"
        description="A project holds connections, policies and dashboards that are embedded together."
        actions={mayCreate ? <NewProjectButton /> : null}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listProjects(actor, page))}
        fallback={<TableSkeleton columns={2} />}
      >
        {(page) => <ProjectTable page={page} filtered={Boolean(input.search)} mayManage={mayCreate} />}
      </Loaded>
    </>
  );
}
