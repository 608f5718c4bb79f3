import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/authorization/require-permission";
import { listTenants } from "@/lib/tenants/tenant-queries";
import { tenantPageSchema } from "@/lib/tenants/tenant-schema";
import { firstOrNext, sortedListInput } from "../../_shell/list-input";
import { requirePageActor } from "../../_shell/page-access";
import { NewTenantButtons } from "./_components/new-tenant-buttons";
import { TenantTable } from "./_components/tenant-table";

export const metadata: Metadata = { title: "Tenants" };

export default async function TenantsPage({ searchParams }: PageProps<"/organization/tenants">) {
  const actor = await requirePageActor("tenant:read");
  const input = sortedListInput(await searchParams, tenantPageSchema);
  const mayCreate = can(actor, "tenant:create");
  return (
    <>
      <PageHeader
        title="Tenants"
        description="Your customers. Data, people and dashboards of one are never seen by another."
        actions={mayCreate ? <NewTenantButtons /> : null}
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listTenants(actor, page))}
        fallback={<TableSkeleton columns={5} />}
      >
        {(page) => <TenantTable page={page} filtered={Boolean(input.search)} mayManage={mayCreate} />}
      </Loaded>
    </>
  );
}
