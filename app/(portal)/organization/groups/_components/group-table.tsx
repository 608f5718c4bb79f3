"use client";
import { IconUsersGroup } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import type { ReactNode } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import type { GroupView } from "@/lib/groups/group-schema";
import type { Page } from "@/lib/pagination";

const helper = createColumnHelper<typeof features, GroupView>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("description", { header: "Description" }),
  helper.accessor("tenantName", { header: "Home", cell: ({ getValue }) => getValue() ?? "Organization" }),
  helper.accessor("memberCount", { header: "Members" }),
  helper.accessor("createdAt", { header: "Created", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

export function GroupTable({
  page,
  filtered,
  action,
}: {
  page: Page<GroupView>;
  filtered: boolean;
  action: ReactNode;
}) {
  return (
    <DataTable
      label="Groups"
      columns={columns}
      defaultSort="name"
      sorts={{ name: "name", createdAt: "createdAt" }}
      numeric={["memberCount"]}
      rows={page.data}
      total={page.total}
      nextCursor={page.nextCursor}
      filtered={filtered}
      href={({ id }) => `/organization/groups/${id}`}
      empty={
        <EmptyState icon={<IconUsersGroup size={20} />} title="No groups yet" action={action}>
          Share a dashboard with a group once, instead of with each person.
        </EmptyState>
      }
    />
  );
}
