import { DownloadButton } from "@/components/ui/download-button";
import type { AuditFilter } from "@/lib/audit/audit-event-schema";

/** What the filters leave, as a file; of one tenant, everything that is kept about it as well. */
export function AuditDownloads({ filter }: { readonly filter: AuditFilter }) {
  const address = (format: string) => `/api/v1/audit-events/export?${new URLSearchParams({ ...filter, format })}`;
  return (
    <>
      {filter.tenantId ? (
        <DownloadButton href={`/api/v1/audit-events/subject-export?tenantId=${filter.tenantId}`}>
          Everything about this tenant
        </DownloadButton>
      ) : null}
      <DownloadButton href={address("csv")}>CSV</DownloadButton>
      <DownloadButton href={address("jsonl")}>JSON lines</DownloadButton>
    </>
  );
}
