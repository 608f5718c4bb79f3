import { Code } from "@mantine/core";
import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { can } from "@/lib/authorization/require-permission";
import { getTenant } from "@/lib/tenants/tenant-queries";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { TenantButtons } from "../_components/tenant-buttons";
import { TenantFacts } from "../_components/tenant-facts";
import { TenantForm } from "../_components/tenant-form";

export const metadata: Metadata = { title: "Tenant" };

export default async function TenantPage({ params }: PageProps<"/organization/tenants/[tenantId]">) {
  const actor = await requirePageActor("tenant:read");
  const tenant = await orNotFound(getTenant(actor, (await params).tenantId));
  return (
    <FormColumn>
      <PageHeader
        title={tenant.name}
        badges={<Code>{tenant.key}</Code>}
        back={{ href: "/organization/tenants", label: "Tenants" }}
        description={<TenantFacts tenant={tenant} linked={can(actor, "user:read")} />}
        actions={<TenantButtons actor={actor} tenant={tenant} />}
      />
      <Section title="Details">
        <TenantForm key={tenant.id} tenant={tenant} readOnly={!can(actor, "tenant:update")} />
      </Section>
    </FormColumn>
  );
}
