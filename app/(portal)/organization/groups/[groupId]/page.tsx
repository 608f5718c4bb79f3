import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listGroupMembers } from "@/lib/groups/group-member-queries";
import { getGroup } from "@/lib/groups/group-queries";
import { mayManageGroupsOf } from "@/lib/groups/group-reach";
import { getGroupRemoval } from "@/lib/groups/group-removal";
import { firstOrNext, listInput } from "../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { GroupButtons } from "../_components/group-buttons";
import { GroupGifts } from "../_components/group-gifts";
import { MemberTable } from "../_components/member-table";

export const metadata: Metadata = { title: "Group" };

export default async function GroupPage({ params, searchParams }: PageProps<"/organization/groups/[groupId]">) {
  const actor = await requirePageActor("group:read");
  const group = await orNotFound(getGroup(actor, (await params).groupId));
  const input = listInput(await searchParams);
  const mayManage = mayManageGroupsOf(actor, group.tenantId);
  return (
    <>
      <PageHeader
        title={group.name}
        back={{ href: "/organization/groups", label: "Groups" }}
        description={[group.tenantName ?? "Organization", group.description].filter(Boolean).join(" · ")}
        actions={mayManage ? <GroupButtons group={group} /> : null}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listGroupMembers(actor, group.id, page))}
        fallback={<TableSkeleton columns={3} />}
      >
        {(page) => <MemberTable group={group} page={page} filtered={Boolean(input.search)} mayManage={mayManage} />}
      </Loaded>
      <GroupGifts load={() => getGroupRemoval(actor, group.id)} />
    </>
  );
}
