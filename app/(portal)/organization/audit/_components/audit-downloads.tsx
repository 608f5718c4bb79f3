import { DownloadButton } from "@/components/ui/download-button";
import type { AuditFilter, AuditSort } from "@/lib/audit/audit-event-schema";
import type { AuditSubject } from "@/lib/audit/find-audit-subject";

export interface AuditDownloadsProps {
  readonly filter: AuditFilter;
  readonly sort?: AuditSort;
  /** People and tenants that the filters name: of each, everything that is kept can be had as well. */
  readonly subjects: readonly AuditSubject[];
}

/** What the filters leave, as a file. */
export function AuditDownloads({ filter, sort, subjects }: AuditDownloadsProps) {
  const address = (format: string) =>
    `/api/v1/audit-events/export?${new URLSearchParams({ ...filter, ...(sort ? { sort } : {}), format })}`;
  return (
    <>
      {subjects.map(({ id, kind, name }) => (
        <DownloadButton key={id} href={`/api/v1/audit-events/subject-export?${kind}Id=${id}`}>
          Everything about {name}
        </DownloadButton>
      ))}
      <DownloadButton href={address("csv")}>CSV</DownloadButton>
      <DownloadButton href={address("jsonl")}>JSON lines</DownloadButton>
    </>
  );
}
