import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listImports } from "@/lib/imports/import-queries";
import { isMailConfigured } from "@/lib/mail/send-mail";
import { requirePageActor } from "../../../_shell/page-access";
import { ImportForm } from "../../imports/_components/import-form";
import { RecentImports } from "../../imports/_components/recent-imports";

export const metadata: Metadata = { title: "Import people" };

export default async function ImportUsersPage() {
  const actor = await requirePageActor("user:create");
  return (
    <FormColumn width={60}>
      <PageHeader
        title="Import people"
        back={{ href: "/organization/users", label: "People" }}
        description="From a CSV file, one person a line. Who is there already stays as they are."
      />
      <ImportForm kind="USERS" mails={isMailConfigured()} />
      <Loaded load={() => listImports(actor)} fallback={null}>
        {({ data }) => <RecentImports imports={data} />}
      </Loaded>
    </FormColumn>
  );
}
