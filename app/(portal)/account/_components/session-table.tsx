"use client";
import { Badge, Group } from "@mantine/core";
import { createColumnHelper } from "@tanstack/react-table";
import { DataTable, type features } from "@/components/data-table/data-table";
import { Moment } from "@/components/ui/moment";
import { useAction } from "@/components/ui/use-action";
import type { SessionView } from "@/lib/identity/account/account-schema";
import { endOwnSessionAction } from "../actions";

const helper = createColumnHelper<typeof features, SessionView>();
const columns = helper.columns([
  helper.accessor("device", {
    header: "Device",
    cell: ({ row }) => (
      <Group gap="xs" wrap="nowrap">
        {row.original.device}
        {row.original.current ? (
          <Badge color="green" flex="none">
            This one
          </Badge>
        ) : null}
      </Group>
    ),
  }),
  helper.accessor("address", { header: "Address", cell: ({ getValue }) => getValue() ?? "Unknown" }),
  helper.accessor("createdAt", { header: "Since", cell: ({ getValue }) => <Moment value={getValue()} /> }),
  helper.accessor("lastSeenAt", { header: "Last seen", cell: ({ getValue }) => <Moment value={getValue()} /> }),
]);

/** A person's own sessions; the one in use ends through Sign out. */
export function SessionTable({ sessions }: { sessions: readonly SessionView[] }) {
  const { run } = useAction();
  return (
    <DataTable
      label="Sessions"
      columns={columns}
      rows={sessions}
      search={false}
      actions={({ id, current, device }) =>
        current
          ? []
          : [{ label: "Sign out", onSelect: () => run(() => endOwnSessionAction(id), `${device} signed out`) }]
      }
      empty={null}
    />
  );
}
