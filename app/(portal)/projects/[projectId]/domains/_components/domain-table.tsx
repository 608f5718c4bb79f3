"use client";
import { IconBooks } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import type { DomainSummary } from "@/lib/domains/domain-schema";
import type { Page } from "@/lib/pagination";
import { confirmDomainRemoval } from "./confirm-domain-removal";

const helper = createColumnHelper<typeof features, DomainSummary>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("description", { header: "Description" }),
  helper.accessor("createdAt", { header: "Created", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

export interface DomainTableProps {
  readonly page: Page<DomainSummary>;
  readonly projectId: string;
  readonly filtered: boolean;
}

export function DomainTable({ page, projectId, filtered }: DomainTableProps) {
  const router = useRouter();
  const base = `/projects/${projectId}/domains`;
  return (
    <DataTable
      label="Semantic domains"
      columns={columns}
      rows={page.data}
      total={page.total}
      nextCursor={page.nextCursor}
      filtered={filtered}
      href={({ id }) => `${base}/${id}`}
      actions={(domain) => [
        { label: "Edit", onSelect: () => router.push(`${base}/${domain.id}`) },
        { label: "Delete", danger: true, onSelect: () => confirmDomainRemoval(domain) },
      ]}
      empty={
        <EmptyState
          icon={<IconBooks size={20} />}
          title="No semantic domains yet"
          action={<LinkButton href={`${base}/new`}>New domain</LinkButton>}
        >
          A domain says once what tables mean, and everybody who may use it asks the same numbers. Begin with a draft
          from the tables of a connection.
        </EmptyState>
      }
    />
  );
}
