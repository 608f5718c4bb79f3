"use client";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconLayoutDashboard } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { type ReactNode, useState } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import { levelActions } from "@/lib/authorization/permissions";
import type { DashboardSummary } from "@/lib/dashboards/dashboard-schema";
import type { Page } from "@/lib/pagination";
import { LevelBadge } from "../../../../_labels/badges";
import { counted } from "../../../../_labels/words";
import { BulkShareDialog } from "./bulk-share-dialog";

const helper = createColumnHelper<typeof features, DashboardSummary>();
const columns = helper.columns([
  helper.accessor("title", { header: "Title" }),
  helper.accessor("tenantName", { header: "Home", cell: ({ getValue }) => getValue() ?? "Organization" }),
  helper.accessor("level", { header: "You are", cell: ({ getValue }) => <LevelBadge level={getValue()} /> }),
  helper.accessor("ownerNames", { header: "Owners", cell: ({ row }) => ownersInWords(row.original) }),
  helper.accessor("cardCount", { header: "Cards" }),
  helper.accessor("updatedAt", { header: "Changed", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

export interface DashboardTableProps {
  readonly page: Page<DashboardSummary>;
  readonly filtered: boolean;
  /** The button that makes the first one, for those who may. */
  readonly action: ReactNode;
  /** Whether this person's role shares at all, and beyond one home. */
  readonly sharing: { readonly allowed: boolean; readonly acrossHomes: boolean };
}

/** The dashboards of a project; those that one may share can be chosen and shared together. */
export function DashboardTable({ page, filtered, action, sharing }: DashboardTableProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [opened, dialog] = useDisclosure(false);
  const shareable = page.data.filter(({ level }) => sharing.allowed && levelActions[level].includes("share"));
  const dashboards = shareable.filter(({ id }) => chosen.includes(id));
  const close = () => {
    dialog.close();
    setChosen([]);
  };
  return (
    <>
      <DataTable
        label="Dashboards"
        selection={
          shareable.length === 0
            ? undefined
            : { ids: shareable.map(({ id }) => id), chosen, onChange: setChosen, nameOf: ({ title }) => title }
        }
        filters={
          dashboards.length > 0 ? (
            <Button variant="default" onClick={dialog.open}>
              Share {counted(dashboards.length, "dashboard")}
            </Button>
          ) : null
        }
        columns={columns}
        numeric={["cardCount"]}
        rows={page.data}
        total={page.total}
        totalIsLeast={page.totalIsLeast ?? false}
        nextCursor={page.nextCursor}
        filtered={filtered}
        sorts={{ title: "title", updatedAt: "-updatedAt" }}
        defaultSort="-updatedAt"
        href={({ id, projectId }) => `/projects/${projectId}/dashboards/${id}`}
        empty={
          <EmptyState icon={<IconLayoutDashboard size={20} />} title="No dashboards yet" action={action}>
            {action
              ? "Start one here, or wait until somebody shares one with you."
              : "As soon as somebody shares a dashboard with you, it stands here."}
          </EmptyState>
        }
      />
      {opened ? <BulkShareDialog dashboards={dashboards} acrossHomes={sharing.acrossHomes} onClose={close} /> : null}
    </>
  );
}

function ownersInWords({ ownerNames, hasOtherOwners }: DashboardSummary): string {
  if (ownerNames.length === 0) return hasOtherOwners ? "Others" : "–";
  return ownerNames.join(", ") + (hasOtherOwners ? " and others" : "");
}
