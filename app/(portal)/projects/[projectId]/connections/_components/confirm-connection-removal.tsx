"use client";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import type { ConnectionView } from "@/lib/connections/connection-schema";
import { deleteConnectionAction } from "../actions";

export function confirmConnectionRemoval(connection: ConnectionView, onDone?: () => void): void {
  confirmRemoval({
    kind: "connection",
    name: connection.name,
    consequences: [
      "Removes its policies and their assignments, and what was set for its tables",
      "Refused while dashboards still have cards that read from it",
      "The database or the files themselves stay untouched",
    ],
    typeName: true,
    remove: () => deleteConnectionAction(connection.id),
    onDone,
  });
}
