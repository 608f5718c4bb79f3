"use client";
import { UnstyledButton } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { createColumnHelper } from "@tanstack/react-table";
import { useMemo, useState } from "react";
import { DataTable, type features } from "@/components/data-table/data-table";
import { useUrlState } from "@/components/data-table/use-url-state";
import { EmptyState } from "@/components/ui/empty-state";
import { Moment } from "@/components/ui/moment";
import type { AuditEventView } from "@/lib/audit/audit-event-schema";
import type { Page } from "@/lib/pagination";
import type { AuditSubjects } from "../audit-subjects";
import { eventSentence, eventWords } from "../event-words";
import { AuditFilters } from "./audit-filters";
import { EventDrawer } from "./event-drawer";

/** An event, with the name of the tenant it belongs to. */
export interface AuditRow extends AuditEventView {
  readonly tenantName: string | null;
}

const helper = createColumnHelper<typeof features, AuditRow>();
const columnsOpening = (open: (event: AuditRow) => void) =>
  helper.columns([
    helper.accessor("occurredAt", { header: "When", cell: ({ getValue }) => <Moment value={getValue()} /> }),
    helper.display({
      id: "what",
      header: "What happened",
      cell: ({ row }) => <Sentence event={row.original} onOpen={open} />,
    }),
    helper.accessor("tenantName", { header: "Tenant", cell: ({ row }) => tenantInWords(row.original) }),
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
  readonly page: Page<AuditRow>;
  readonly subjects: AuditSubjects;
  readonly filtered: boolean;
}

export function AuditTable({ page, subjects, filtered }: AuditTableProps) {
  const { set } = useUrlState();
  const [opened, setOpened] = useState<AuditEventView | null>(null);
  const columns = useMemo(() => columnsOpening(setOpened), []);
  return (
    <>
      <DataTable
        label="Events"
        columns={columns}
        rows={page.data}
        total={page.total}
        totalIsLeast={page.totalIsLeast}
        sorts={{ occurredAt: "-occurredAt" }}
        defaultSort="-occurredAt"
        nextCursor={page.nextCursor}
        search={false}
        filters={<AuditFilters subjects={subjects} />}
        filtered={filtered}
        actions={(event) => [
          { label: "Details", onSelect: () => setOpened(event) },
          ...narrowing(event).map(([label, changes]) => ({ label, onSelect: () => set(changes) })),
        ]}
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

function tenantInWords({ tenantId, tenantName }: AuditRow): string {
  if (tenantName) return tenantName;
  return tenantId ? "Deleted tenant" : "–";
}

/** Ways from one event to those like it. */
function narrowing({ actorId, actorKind, targetId, tenantId, action }: AuditEventView) {
  const choices: (readonly [string, Readonly<Record<string, string>>] | null)[] = [
    actorId && actorKind !== "embed_viewer" ? ["Only by whoever did this", { actorId }] : null,
    targetId ? ["Only about the same", { targetId }] : null,
    tenantId ? ["Only of this tenant", { tenantId }] : null,
    ["Only events of this kind", { action }],
  ];
  return choices.filter((choice) => choice !== null);
}

/** What is too long for its line is read in full by opening it. */
function Sentence({ event, onOpen }: { event: AuditRow; onOpen: (event: AuditRow) => void }) {
  const { actor, verb, target, rest } = eventWords(event);
  return (
    <UnstyledButton fz="inherit" title={eventSentence(event)} onClick={() => onOpen(event)}>
      {actor ? <b style={{ fontWeight: 500 }}>{actor} </b> : null}
      {verb}
      {target ? <b style={{ fontWeight: 500 }}> {target}</b> : null}
      {rest ? ` ${rest}` : null}
    </UnstyledButton>
  );
}
