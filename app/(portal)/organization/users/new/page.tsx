import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { getTenant } from "@/lib/tenants/tenant-queries";
import { single } from "../../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { UserForm } from "../_components/user-form";

export const metadata: Metadata = { title: "New person" };

export default async function NewUserPage({ searchParams }: PageProps<"/organization/users/new">) {
  const actor = await requirePageActor("user:create");
  const tenantId = single(await searchParams, "tenantId");
  const tenant = tenantId ? await orNotFound(getTenant(actor, tenantId)) : null;
  return (
    <FormColumn>
      <PageHeader title="New person" back={{ href: "/organization/users", label: "People" }} />
      <UserForm home={tenant && { value: tenant.id, label: tenant.name }} />
    </FormColumn>
  );
}
