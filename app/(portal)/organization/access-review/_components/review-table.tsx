"use client";
import { Text } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import type { ReviewedAccess } from "@/lib/shares/access-schema";
import { LevelBadge } from "../../../_labels/badges";
import { waysInWords } from "../../../_labels/ways-in-words";
import type { ReviewChoices } from "../review-choices";
import { ReviewFilters } from "./review-filters";
import { revocations } from "./revocations";

const helper = createColumnHelper<typeof features, ReviewedAccess>();
const columns = helper.columns([
  helper.accessor("displayName", { header: "Person" }),
  helper.accessor("tenantName", { header: "Home", cell: ({ getValue }) => getValue() ?? "Organization" }),
  helper.accessor("dashboardTitle", { header: "Dashboard" }),
  helper.accessor("level", { header: "Level", cell: ({ getValue }) => <LevelBadge level={getValue()} /> }),
  helper.accessor("ways", { header: "Through", cell: ({ getValue }) => <Ways words={waysInWords(getValue())} /> }),
  helper.accessor("expiresAt", {
    header: "Ends",
    cell: ({ getValue }) => <Moment value={getValue()} />,
  }),
  helper.accessor("lastUsedAt", { header: "Last looked", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

/** Kept short, so that the row's menu stays in sight; whole in the tooltip. */
function Ways({ words }: { readonly words: string }) {
  return (
    <Text span inherit truncate display="block" maw="18rem" title={words}>
      {words}
    </Text>
  );
}

export interface ReviewTableProps {
  readonly page: { readonly data: readonly ReviewedAccess[]; readonly nextCursor: string | null };
  readonly chosen: ReviewChoices;
  readonly filtered: boolean;
}

/** A line for each person and dashboard; what gives them access can be taken away from there. */
export function ReviewTable({ page, chosen, filtered }: ReviewTableProps) {
  return (
    <DataTable
      label="Lines"
      columns={columns}
      rows={page.data}
      nextCursor={page.nextCursor}
      search={false}
      filters={<ReviewFilters {...chosen} />}
      filtered={filtered}
      href={({ userId }) => `/organization/users/${userId}`}
      actions={revocations}
      empty={
        <EmptyState icon={<IconListCheck size={20} />} title="Nobody reaches anything yet">
          As soon as there are dashboards, everybody who reaches one stands here, with what lets them in.
        </EmptyState>
      }
    />
  );
}
