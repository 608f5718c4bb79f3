import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { LinkButton } from "@/components/ui/link-button";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { getTenant } from "@/lib/tenants/tenant-queries";
import { listUsers } from "@/lib/users/user-queries";
import { firstOrNext, listInput, single } from "../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../_shell/page-access";
import { UserTable } from "./_components/user-table";

export const metadata: Metadata = { title: "People" };

export default async function UsersPage({ searchParams }: PageProps<"/organization/users">) {
  const actor = await requirePageActor("user:read");
  const params = await searchParams;
  const input = listInput(params);
  const tenantId = single(params, "tenantId");
  const tenant = tenantId && tenantId !== "none" ? await orNotFound(getTenant(actor, tenantId)) : null;
  const filter = tenantId === "none" ? { tenantId: null } : tenant ? { tenantId: tenant.id } : {};
  return (
    <>
      <PageHeader
        title="People"
        description="Everyone who may sign in: your organization's own people, and those of your tenants."
        actions={
          <LinkButton href={`/organization/users/new${tenant ? `?tenantId=${tenant.id}` : ""}`}>New person</LinkButton>
        }
      />
      <Loaded
        load={() => firstOrNext(input, (page) => listUsers(actor, page, filter))}
        fallback={<TableSkeleton columns={6} />}
      >
        {(page) => (
          <UserTable
            page={page}
            self={actor.userId}
            home={tenantId === "none" ? "none" : tenant && { value: tenant.id, label: tenant.name }}
            filtered={Boolean(input.search || tenantId)}
          />
        )}
      </Loaded>
    </>
  );
}
