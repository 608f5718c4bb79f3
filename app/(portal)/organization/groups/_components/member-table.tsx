"use client";
import { Button } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useState } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { useAction } from "@/components/ui/use-action";
import type { GroupMemberView, GroupView } from "@/lib/groups/group-schema";
import type { Page } from "@/lib/pagination";
import { RoleBadge } from "../../../_labels/badges";
import { counted } from "../../../_labels/words";
import { removeMemberAction, removeMembersAction } from "../actions";

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
  const { run, pending } = useAction();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const ids = page.data.map(({ id }) => id);
  // Who has left the page in the meantime is not removed unseen.
  const chosen = ids.filter((id) => ticked.includes(id));
  const remove = (member: GroupMemberView) =>
    run(() => removeMemberAction(group.id, member.id), `${member.displayName} is no longer in ${group.name}`);
  const removeSelected = async () => {
    const people = counted(chosen.length, "person", "people");
    await run(() => removeMembersAction(group.id, chosen), `${people} removed from ${group.name}`);
    setTicked([]);
  };
  return (
    <DataTable
      label="Members"
      columns={columns}
      rows={page.data}
      total={page.total}
      nextCursor={page.nextCursor}
      filtered={filtered}
      selection={mayManage ? { ids, chosen, onChange: setTicked, nameOf: ({ displayName }) => displayName } : undefined}
      filters={
        chosen.length > 0 ? (
          <Button variant="default" c="var(--bh-danger)" loading={pending} onClick={removeSelected}>
            Remove {counted(chosen.length, "person", "people")}
          </Button>
        ) : null
      }
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
