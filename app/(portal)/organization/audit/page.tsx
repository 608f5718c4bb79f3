import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listAuditEvents } from "@/lib/audit/audit-queries";
import { getTenant } from "@/lib/tenants/tenant-queries";
import { firstOrNext, type SearchParams, single } from "../../_shell/list-input";
import { orNotFound, requirePageActor } from "../../_shell/page-access";
import { AuditDownloads } from "./_components/audit-downloads";
import { AuditTable } from "./_components/audit-table";
import { auditFilter } from "./audit-filter";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: PageProps<"/organization/audit">) {
  const actor = await requirePageActor("audit:read");
  const params: SearchParams = await searchParams;
  const filter = auditFilter(params);
  const tenant = filter.tenantId ? await orNotFound(getTenant(actor, filter.tenantId)) : null;
  const chosen = {
    tenant: tenant && { value: tenant.id, label: tenant.name },
    filtered: Object.keys(filter).length > 0,
  };
  const cursor = single(params, "cursor");
  return (
    <>
      <PageHeader
        title="Audit"
        description="Who did what, and when. Events are chained, so that none changes unseen."
        actions={<AuditDownloads filter={filter} />}
      />
      <Loaded
        load={() => firstOrNext(cursor ? { cursor } : {}, (page) => listAuditEvents(actor, { ...filter, page }))}
        fallback={<TableSkeleton columns={4} rows={12} />}
      >
        {(page) => <AuditTable page={page} {...chosen} />}
      </Loaded>
    </>
  );
}
