import type { Metadata } from "next";
import { FormColumn } from "@/components/ui/form-column";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { getImport } from "@/lib/imports/import-queries";
import { orNotFound, requirePageActor } from "../../../_shell/page-access";
import { ImportProgress } from "../_components/import-progress";
import { importWords } from "../_components/import-words";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: PageProps<"/organization/imports/[importId]">) {
  const actor = await requirePageActor("user:create");
  const view = await orNotFound(getImport(actor, (await params).importId));
  const { title, list } = importWords[view.kind];
  return (
    <FormColumn>
      <PageHeader
        title={title}
        back={list}
        description={
          <>
            Started by {view.startedByName ?? "somebody who is gone"}, <Moment value={view.createdAt} />
          </>
        }
      />
      <ImportProgress key={view.id} initial={view} />
    </FormColumn>
  );
}
