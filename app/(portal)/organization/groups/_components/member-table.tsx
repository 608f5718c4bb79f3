"use client";
import { IconUser } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { useAction } from "@/components/ui/use-action";
import type { GroupMemberView, GroupView } from "@/lib/groups/group-schema";
import type { Page } from "@/lib/pagination";
import { RoleBadge } from "../../../_labels/badges";
import { removeMemberAction } from "../actions";

const helper = createColumnHelper<typeof features, GroupMemberView>();
const columns = helper.columns([
  helper.accessor("displayName", { header: "Name" }),
  helper.accessor("email", { header: "E-mail" }),
  helper.accessor("role", { header: "Role", cell: ({ getValue }) => <RoleBadge role={getValue()} /> }),
]);

export interface MemberTableProps {
  readonly group: GroupView;
  readonly page: Page<GroupMemberView>;
  readonly filtered: boolean;
  readonly mayManage: boolean;
}

export function MemberTable({ group, page, filtered, mayManage }: MemberTableProps) {
  const { run } = useAction();
  const remove = (member: GroupMemberView) =>
    run(() => removeMemberAction(group.id, member.id), `${member.displayName} is no longer in ${group.name}`);
  return (
    <DataTable
      label="Members"
      columns={columns}
      rows={page.data}
      total={page.total}
      nextCursor={page.nextCursor}
      filtered={filtered}
      actions={
        mayManage
          ? (member) => [{ label: "Remove from group", danger: true, onSelect: () => remove(member) }]
          : undefined
      }
      empty={
        <EmptyState icon={<IconUser size={20} />} title="No members yet">
          Members see what is shared with the group, under the policies assigned to it.
        </EmptyState>
      }
    />
  );
}
