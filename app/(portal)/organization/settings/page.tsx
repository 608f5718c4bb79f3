import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { listAttributes } from "@/lib/attributes/attribute-queries";
import { requirePageActor } from "../../_shell/page-access";
import { AttributeTable } from "./_components/attribute-table";
import { IdentitySections } from "./_components/identity-sections";
import { NewAttributeButton } from "./_components/new-attribute-button";
import { loadIdentity } from "./load-identity";

export const metadata: Metadata = { title: "Organization settings" };

export default async function OrganizationSettingsPage() {
  const actor = await requirePageActor("attribute:read");
  return (
    <>
      <PageHeader title="Organization settings" />
      <Section
        title="Attributes"
        description="What admins note about tenants and people. Policies may use all of it, cards only what is marked."
        actions={<NewAttributeButton />}
        flush
      >
        <Loaded load={() => listAttributes(actor)} fallback={<TableSkeleton columns={5} />}>
          {(attributes) => <AttributeTable attributes={attributes} />}
        </Loaded>
      </Section>
      <Loaded load={() => loadIdentity(actor)} fallback={<TableSkeleton columns={5} />}>
        {(loaded) => <IdentitySections {...loaded} />}
      </Loaded>
    </>
  );
}
