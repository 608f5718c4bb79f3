"use client";
import { Badge, Code } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { DataTable, type features } from "@/components/data-table/data-table";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import type { ApiKeyView } from "@/lib/identity/api-keys/api-key-schema";
import type { Page } from "@/lib/pagination";
import { counted } from "../../../_labels/words";
import { revokeApiKeyAction } from "../actions";
import { NewApiKeyButton } from "./new-api-key-button";

const helper = createColumnHelper<typeof features, ApiKeyView>();
const columns = helper.columns([
  helper.accessor("name", { header: "Name" }),
  helper.accessor("prefix", { header: "Key", cell: ({ getValue }) => <Code>{getValue()}…</Code> }),
  helper.accessor("scopes", { header: "Scopes", cell: ({ getValue }) => counted(getValue().length, "scope") }),
  helper.accessor("createdByName", { header: "Created by" }),
  helper.accessor("lastUsedAt", { header: "Last used", cell: ({ getValue }) => <Moment value={getValue()} /> }),
  helper.accessor("expiresAt", { header: "Expires", cell: ({ getValue }) => <Moment value={getValue()} /> }),
  helper.accessor("revokedAt", {
    header: "Status",
    cell: ({ getValue }) => (getValue() ? <Badge color="red">Revoked</Badge> : <Badge color="green">Active</Badge>),
  }),
]);

export function ApiKeyTable({ page, filtered }: { page: Page<ApiKeyView>; filtered: boolean }) {
  const revoke = (key: ApiKeyView) =>
    confirmRemoval({
      kind: "API key",
      name: key.name,
      verb: "Revoke",
      consequences: ["Programs that use it are refused from now on"],
      remove: () => revokeApiKeyAction(key.id),
    });
  return (
    <DataTable
      label="API keys"
      columns={columns}
      rows={page.data}
      total={page.total}
      nextCursor={page.nextCursor}
      filtered={filtered}
      actions={(key) => (key.revokedAt ? [] : [{ label: "Revoke", danger: true, onSelect: () => revoke(key) }])}
      empty={
        <EmptyState icon={<IconKey size={20} />} title="No API keys yet" action={<NewApiKeyButton />}>
          A key lets a program manage tenants, people, policies and dashboards, as far as its scopes say.
        </EmptyState>
      }
    />
  );
}
