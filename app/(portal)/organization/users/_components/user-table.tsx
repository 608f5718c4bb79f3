"use client";
import { Badge } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import type { SearchOption } from "@/components/ui/search-select";
import type { Page } from "@/lib/pagination";
import type { UserView } from "@/lib/users/user-schema";
import { RoleBadge } from "../../../_labels/badges";
import { HomeFilter } from "./home-filter";
import { useUserActions } from "./use-user-actions";

const helper = createColumnHelper<typeof features, UserView>();
const columns = helper.columns([
  helper.accessor("displayName", { header: "Name" }),
  helper.accessor("email", { header: "E-mail" }),
  helper.accessor("tenantName", { header: "Home", cell: ({ getValue }) => getValue() ?? "Organization" }),
  helper.accessor("role", { header: "Role", cell: ({ getValue }) => <RoleBadge role={getValue()} /> }),
  helper.accessor("disabledAt", {
    header: "Status",
    cell: ({ getValue }) => (getValue() ? <Badge color="red">Disabled</Badge> : <Badge color="gray">Active</Badge>),
  }),
  helper.accessor("createdAt", { header: "Added", cell: ({ getValue }) => <Moment value={getValue()} /> }),
  helper.accessor("lastSignedInAt", {
    header: "Last signed in",
    cell: ({ getValue }) => <Moment value={getValue()} />,
  }),
]);

export interface UserTableProps {
  readonly page: Page<UserView>;
  readonly self: string;
  readonly home: SearchOption | "none" | null;
  readonly filtered: boolean;
}

export function UserTable({ page, self, home, filtered }: UserTableProps) {
  const router = useRouter();
  const actionsOf = useUserActions();
  const href = (user: UserView) => `/organization/users/${user.id}`;
  return (
    <DataTable
      label="People"
      columns={columns}
      defaultSort="name"
      sorts={{ displayName: "name", email: "email", role: "role", createdAt: "createdAt" }}
      rows={page.data}
      total={page.total}
      nextCursor={page.nextCursor}
      filtered={filtered}
      filters={<HomeFilter home={home} />}
      href={href}
      actions={(user) => [
        { label: "Edit", onSelect: () => router.push(href(user)) },
        ...(user.id === self ? [] : actionsOf(user)),
      ]}
      empty={
        <EmptyState
          icon={<IconUser size={20} />}
          title="Nobody here yet"
          action={<LinkButton href="/organization/users/new">New person</LinkButton>}
        >
          People belong to the organization or to exactly one tenant, and have one role.
        </EmptyState>
      }
    />
  );
}
