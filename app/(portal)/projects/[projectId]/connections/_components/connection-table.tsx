"use client";
import { Badge } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import type { ConnectionView } from "@/lib/connections/connection-schema";
import type { Page } from "@/lib/pagination";
import { counted, engineWords, sentenceCase } from "../../../../_labels/words";
import { confirmConnectionRemoval } from "./confirm-connection-removal";
import { HealthBadge } from "./health-badge";

const helper = createColumnHelper<typeof features, ConnectionView>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("engine", { header: "Engine", cell: ({ getValue }) => engineWords[getValue()] }),
  helper.accessor("health", { header: "Health", cell: ({ getValue }) => <HealthBadge health={getValue()} /> }),
  helper.accessor("isolationStyle", { header: "Isolation", cell: ({ getValue }) => sentenceCase(getValue()) }),
  helper.accessor("tableCount", { header: "Tables" }),
  helper.accessor("unprotectedCount", {
    header: "Not protected",
    cell: ({ getValue }) => (getValue() > 0 ? <Badge color="amber">{counted(getValue(), "table")}</Badge> : "None"),
  }),
  helper.accessor("testedAt", { header: "Tested", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

export function ConnectionTable(props: { page: Page<ConnectionView>; projectId: string; filtered: boolean }) {
  const router = useRouter();
  const base = `/projects/${props.projectId}/connections`;
  return (
    <DataTable
      label="Connections"
      columns={columns}
      numeric={["tableCount"]}
      rows={props.page.data}
      total={props.page.total}
      nextCursor={props.page.nextCursor}
      filtered={props.filtered}
      href={({ id }) => `${base}/${id}`}
      actions={(connection) => [
        { label: "Edit", onSelect: () => router.push(`${base}/${connection.id}/edit`) },
        { label: "Delete", danger: true, onSelect: () => confirmConnectionRemoval(connection) },
      ]}
      empty={
        <EmptyState
          icon={<IconDatabase size={20} />}
          title="No connection yet"
          action={<LinkButton href={`${base}/new`}>New connection</LinkButton>}
        >
          Connect a database (PostgreSQL, MySQL, MariaDB, ClickHouse), or Parquet and CSV files. Its tables stay hidden
          from tenants until you expose them.
        </EmptyState>
      }
    />
  );
}
