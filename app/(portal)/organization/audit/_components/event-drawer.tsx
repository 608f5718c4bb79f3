"use client";
import { Code, Drawer } from "@mantine/core";
import { Facts } from "@/components/ui/facts";
import type { AuditEventView } from "@/lib/audit/audit-event-schema";
import { eventSentence } from "../event-words";

/** Everything that was noted about one event. */
export function EventDrawer({ event, onClose }: { event: AuditEventView | null; onClose: () => void }) {
  if (!event) return <Drawer opened={false} onClose={onClose} />;
  return (
    <Drawer opened onClose={onClose} position="right" title={eventSentence(event)}>
      <Facts
        facts={[
          ["When", `${event.occurredAt.slice(0, 19).replace("T", " ")} UTC`],
          ["Action", <Code key="action">{event.action}</Code>],
          ["By", event.actorName],
          ["By id", event.actorId ?? "–"],
          ["About", event.targetName ?? "–"],
          ["Target id", event.targetId ?? "–"],
          ["Tenant id", event.tenantId ?? "–"],
          ["Project id", event.projectId ?? "–"],
          ["Place in the chain", event.sequence ?? "Not sealed yet"],
          ["Hash there", event.hash ? <Code key="hash">{event.hash.slice(0, 16)}…</Code> : "–"],
        ]}
      />
      <Code block>{JSON.stringify(event.details, null, 2)}</Code>
    </Drawer>
  );
}
