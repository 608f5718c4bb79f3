"use client";
import { Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import type { DashboardVersionView } from "@/lib/dashboards/dashboard-schema";
import type { Page } from "@/lib/pagination";
import { confirmRestore } from "./confirm-restore";

export interface VersionTableProps {
  readonly page: Page<DashboardVersionView>;
  readonly dashboardId: string;
  /** The version that is published now. */
  readonly current: number;
  /** The dashboard's own page. */
  readonly href: string;
}

const helper = createColumnHelper<typeof features, DashboardVersionView>();

/** All versions, newest first; the first column leads to what a version changed. */
export function VersionTable({ page, dashboardId, current, href }: VersionTableProps) {
  const router = useRouter();
  const columns = helper.columns([
    helper.accessor("number", {
      header: "Version",
      cell: ({ getValue }) => `Version ${getValue()}${getValue() === current ? " · published" : ""}`,
    }),
    helper.accessor("note", {
      header: "Note",
      cell: ({ getValue }) => getValue() || <Text c="dimmed">–</Text>,
    }),
    helper.accessor("title", { header: "Title" }),
    helper.accessor("cardCount", { header: "Cards" }),
    helper.accessor("createdByName", { header: "By", cell: ({ getValue }) => getValue() ?? "Somebody else" }),
    helper.accessor("createdAt", { header: "When", cell: ({ getValue }) => <Moment value={getValue()} /> }),
  ]);
  return (
    <DataTable
      label="Versions"
      columns={columns}
      numeric={["cardCount"]}
      rows={page.data}
      total={page.total}
      nextCursor={page.nextCursor}
      search={false}
      href={({ number }) => `${href}/versions/${number}`}
      actions={({ number }) => [
        { label: "Compare with now", onSelect: () => router.push(`${href}/versions/${current}?with=${number}`) },
        ...(number === current
          ? []
          : [
              {
                label: "Restore",
                onSelect: () => confirmRestore(dashboardId, number, () => router.push(href)),
              },
            ]),
      ]}
      empty={
        <EmptyState icon={<IconHistory size={20} />} title="No versions yet">
          Publishing makes one.
        </EmptyState>
      }
    />
  );
}
