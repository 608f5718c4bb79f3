import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listGroups } from "@/lib/groups/group-queries";
import { sortedPageSchema } from "@/lib/pagination";
import { firstOrNext, sortedListInput } from "../../_shell/list-input";
import { requirePageActor } from "../../_shell/page-access";
import { groupHomes } from "./_components/group-homes";
import { GroupTable } from "./_components/group-table";
import { NewGroupButton } from "./_components/new-group-button";

export const metadata: Metadata = { title: "Groups" };

export default async function GroupsPage({ searchParams }: PageProps<"/organization/groups">) {
  const actor = await requirePageActor("group:read");
  const input = sortedListInput(await searchParams, sortedPageSchema);
  const homes = groupHomes(actor);
  const create = homes === "none" ? null : <NewGroupButton homes={homes} />;
  return (
    <>
      <PageHeader
        title="Groups"
        description="People of one home who get dashboards and policies together."
        actions={create}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listGroups(actor, page))}
        fallback={<TableSkeleton columns={4} />}
      >
        {(page) => <GroupTable page={page} filtered={Boolean(input.search)} action={create} />}
      </Loaded>
    </>
  );
}
