import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { requirePageActor } from "../../../_shell/page-access";
import { TenantForm } from "../_components/tenant-form";

export const metadata: Metadata = { title: "New tenant" };

export default async function NewTenantPage() {
  await requirePageActor("tenant:create");
  return (
    <FormColumn>
      <PageHeader title="New tenant" back={{ href: "/organization/tenants", label: "Tenants" }} />
      <TenantForm />
    </FormColumn>
  );
}
