"use client";
import { Badge, Group, Select } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useRouter } from "next/navigation";
import { DataTable, type features } from "@/components/data-table/data-table";
import { useUrlState } from "@/components/data-table/use-url-state";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { Page } from "@/lib/pagination";
import type { PolicyView } from "@/lib/policies/policy-schema";
import { counted } from "../../../../_labels/words";
import { confirmPolicyRemoval } from "./confirm-policy-removal";

const helper = createColumnHelper<typeof features, PolicyView>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("connectionName", { header: "Connection" }),
  helper.display({ id: "layers", header: "Layers", cell: ({ row }) => <Layers policy={row.original} /> }),
  helper.accessor("parameters", { header: "Parameters", cell: ({ getValue }) => getValue().join(", ") || "None" }),
  helper.accessor("assignmentCount", { header: "Assignments" }),
]);

export interface PolicyTableProps {
  readonly page: Page<PolicyView>;
  readonly projectId: string;
  readonly connections: readonly { readonly id: string; readonly name: string }[];
  readonly filtered: boolean;
}

export function PolicyTable({ page, projectId, connections, filtered }: PolicyTableProps) {
  const router = useRouter();
  const { get, set } = useUrlState();
  const base = `/projects/${projectId}/policies`;
  return (
    <DataTable
      label="Policies"
      columns={columns}
      numeric={["assignmentCount"]}
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
      actions={(policy) => [
        { label: "Edit", onSelect: () => router.push(`${base}/${policy.id}`) },
        { label: "Delete", danger: true, onSelect: () => confirmPolicyRemoval(policy) },
      ]}
      empty={
        <EmptyState
          icon={<IconShieldLock size={20} />}
          title="No policy yet"
          action={<LinkButton href={`${base}/new`}>New policy</LinkButton>}
        >
          Until a policy opens them, tenants read no protected table. Start with a rule such as state IN {"{{ state }}"}
          .
        </EmptyState>
      }
    />
  );
}

function Layers({ policy }: { policy: PolicyView }) {
  return (
    <Group gap={4} wrap="nowrap">
      {policy.connectionLayer ? <Badge color="gray">Connection</Badge> : null}
      {policy.schemaLayer ? <Badge color="gray">Schema</Badge> : null}
      {policy.rules.length > 0 ? <Badge color="gray">{counted(policy.rules.length, "rule")}</Badge> : null}
    </Group>
  );
}
