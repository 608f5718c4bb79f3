"use client";
import { Code } from "@mantine/core";
import { IconBuilding } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import type { Page } from "@/lib/pagination";
import type { TenantView } from "@/lib/tenants/tenant-schema";
import { useTenantRemoval } from "./use-tenant-removal";

const helper = createColumnHelper<typeof features, TenantView>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("key", { header: "Key", cell: ({ getValue }) => <Code>{getValue()}</Code> }),
  helper.accessor("userCount", { header: "People" }),
  helper.accessor("dashboardCount", { header: "Dashboards" }),
  helper.accessor("createdAt", { header: "Created", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

export function TenantTable(props: { page: Page<TenantView>; filtered: boolean; mayManage: boolean }) {
  const router = useRouter();
  const { ask } = useTenantRemoval();
  const href = (tenant: TenantView) => `/organization/tenants/${tenant.id}`;
  const actions = (tenant: TenantView) => [
    { label: "Edit", onSelect: () => router.push(href(tenant)) },
    { label: "People", onSelect: () => router.push(`/organization/users?tenantId=${tenant.id}`) },
    { label: "Delete", danger: true, onSelect: () => ask(tenant) },
  ];
  return (
    <DataTable
      label="Tenants"
      columns={columns}
      defaultSort="name"
      sorts={{ name: "name", key: "key", createdAt: "createdAt" }}
      numeric={["userCount", "dashboardCount"]}
      rows={props.page.data}
      total={props.page.total}
      nextCursor={props.page.nextCursor}
      filtered={props.filtered}
      href={href}
      actions={props.mayManage ? actions : undefined}
      empty={
        <EmptyState
          icon={<IconBuilding size={20} />}
          title="No tenants yet"
          action={props.mayManage ? <LinkButton href="/organization/tenants/new">New tenant</LinkButton> : null}
        >
          A tenant is one customer. Its key and attributes decide which rows, schemas or files its people can see.
        </EmptyState>
      }
    />
  );
}
