"use client";
import { Select } from "@mantine/core";
import { IconStack2 } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { useUrlState } from "@/components/data-table/use-url-state";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import type { DatasetView } from "@/lib/datasets/dataset-schema";
import type { Page } from "@/lib/pagination";
import { confirmDatasetRemoval } from "./confirm-dataset-removal";
import { DuplicateDialog } from "./duplicate-dialog";
import { TrustBadge } from "./trust-badge";

const helper = createColumnHelper<typeof features, DatasetView>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("connectionName", { header: "Connection" }),
  helper.accessor("trusted", {
    header: "Tenants kept apart",
    cell: ({ row }) => <TrustBadge dataset={row.original} />,
  }),
  helper.accessor("columns", {
    header: "Columns",
    cell: ({ getValue }) => getValue().length.toLocaleString("en-US"),
  }),
  helper.accessor("updatedAt", { header: "Changed", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

export interface DatasetTableProps {
  readonly page: Page<DatasetView>;
  readonly projectId: string;
  readonly connections: readonly { readonly id: string; readonly name: string }[];
  readonly filtered: boolean;
}

export function DatasetTable({ page, projectId, connections, filtered }: DatasetTableProps) {
  const router = useRouter();
  const { get, set } = useUrlState();
  const [copied, setCopied] = useState<DatasetView | null>(null);
  const base = `/projects/${projectId}/datasets`;
  return (
    <>
      <DataTable
        label="Datasets"
        columns={columns}
        numeric={["columns"]}
        rows={page.data}
        total={page.total}
        nextCursor={page.nextCursor}
        filtered={filtered}
        filters={
          <Select
            aria-label="Connection"
            placeholder="All connections"
            data={connections.map(({ id, name }) => ({ value: id, label: name }))}
            value={get("connectionId")}
            onChange={(connectionId) => set({ connectionId })}
            clearable
            w={230}
          />
        }
        href={({ id }) => `${base}/${id}`}
        actions={(dataset) => [
          { label: "Edit", onSelect: () => router.push(`${base}/${dataset.id}`) },
          { label: "Duplicate", onSelect: () => setCopied(dataset) },
          { label: "Delete", danger: true, onSelect: () => confirmDatasetRemoval(dataset) },
        ]}
        empty={
          <EmptyState
            icon={<IconStack2 size={20} />}
            title="No dataset yet"
            action={<LinkButton href={`${base}/new`}>New dataset</LinkButton>}
          >
            A join or a cleaned-up table that many cards need: write it once, and let cards read it by its name.
          </EmptyState>
        }
      />
      {copied ? <DuplicateDialog dataset={copied} onClose={() => setCopied(null)} /> : null}
    </>
  );
}
