import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listImports } from "@/lib/imports/import-queries";
import { requirePageActor } from "../../../_shell/page-access";
import { ImportForm } from "../../imports/_components/import-form";
import { RecentImports } from "../../imports/_components/recent-imports";

export const metadata: Metadata = { title: "Import tenants" };

export default async function ImportTenantsPage() {
  const actor = await requirePageActor("tenant:create");
  return (
    <FormColumn width={60}>
      <PageHeader
        title="Import tenants"
        back={{ href: "/organization/tenants", label: "Tenants" }}
        description="From a CSV file, one tenant a line. Keys can never change or be used again."
      />
      <ImportForm kind="TENANTS" mails={false} />
      <Loaded load={() => listImports(actor)} fallback={null}>
        {({ data }) => <RecentImports imports={data} />}
      </Loaded>
    </FormColumn>
  );
}
