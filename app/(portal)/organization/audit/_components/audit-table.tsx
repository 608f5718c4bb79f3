"use client";
import { IconHistory } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useState } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import type { SearchOption } from "@/components/ui/search-select";
import type { AuditEventView } from "@/lib/audit/audit-event-schema";
import type { Page } from "@/lib/pagination";
import { eventWords } from "../event-words";
import { AuditFilters } from "./audit-filters";
import { EventDrawer } from "./event-drawer";

const helper = createColumnHelper<typeof features, AuditEventView>();
const columns = helper.columns([
  helper.accessor("occurredAt", { header: "When", cell: ({ getValue }) => <Moment value={getValue()} /> }),
  helper.display({ id: "what", header: "What happened", cell: ({ row }) => <Sentence event={row.original} /> }),
  helper.accessor("actorKind", { header: "Through", cell: ({ getValue }) => doors[getValue()] ?? getValue() }),
]);

const doors: Readonly<Record<string, string>> = {
  organization_user: "Portal",
  tenant_user: "Portal, tenant",
  embed_viewer: "Embed",
  api_client: "API key",
  scim_client: "Provisioning",
  system: "Bulkhead",
};

export interface AuditTableProps {
  readonly page: Page<AuditEventView>;
  readonly tenant: SearchOption | null;
  readonly filtered: boolean;
}

export function AuditTable({ page, tenant, filtered }: AuditTableProps) {
  const [opened, setOpened] = useState<AuditEventView | null>(null);
  return (
    <>
      <DataTable
        label="Events"
        columns={columns}
        rows={page.data}
        total={page.total}
        nextCursor={page.nextCursor}
        search={false}
        filters={<AuditFilters tenant={tenant} />}
        filtered={filtered}
        actions={(event) => [{ label: "Details", onSelect: () => setOpened(event) }]}
        empty={
          <EmptyState icon={<IconHistory size={20} />} title="Nothing has happened yet">
            Every change, sign-in, token and look at data is noted here.
          </EmptyState>
        }
      />
      <EventDrawer event={opened} onClose={() => setOpened(null)} />
    </>
  );
}

function Sentence({ event }: { event: AuditEventView }) {
  const { actor, verb, target } = eventWords(event);
  return (
    <span>
      {actor ? <b style={{ fontWeight: 500 }}>{actor} </b> : null}
      {verb}
      {target ? <b style={{ fontWeight: 500 }}> {target}</b> : null}
    </span>
  );
}
