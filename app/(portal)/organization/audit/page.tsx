import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { auditPageSchema } from "@/lib/audit/audit-event-schema";
import { getChainStatus } from "@/lib/audit/chain-status";
import { firstOrNext, sortedListInput } from "../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../_shell/page-access";
import { AuditDownloads } from "./_components/audit-downloads";
import { AuditTable } from "./_components/audit-table";
import { ChainLine } from "./_components/chain-line";
import { auditFilter } from "./audit-filter";
import { auditRows } from "./audit-rows";
import { auditSubjects, exportableSubjects } from "./audit-subjects";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: PageProps<"/organization/audit">) {
  const actor = await requirePageActor("audit:read");
  const params = await searchParams;
  const [filter, { search: _, ...input }] = [auditFilter(params), sortedListInput(params, auditPageSchema)];
  const chain = await orNotFound(getChainStatus(actor, filter.tenantId));
  const subjects = await auditSubjects(actor, filter);
  return (
    <>
      <PageHeader
        title="Audit"
        description="Who did what, and when. Events are chained, so that none changes unseen."
        actions={<AuditDownloads filter={filter} sort={input.sort} subjects={exportableSubjects(subjects)} />}
      />
      <ChainLine chain={chain} tenant={subjects.tenant?.name ?? null} />
      <Loaded
        load={() => firstOrNext(input, (page) => auditRows(actor, { ...filter, page }))}
        fallback={<TableSkeleton columns={5} rows={12} />}
      >
        {(page) => <AuditTable page={page} subjects={subjects} filtered={Object.keys(filter).length > 0} />}
      </Loaded>
    </>
  );
}
