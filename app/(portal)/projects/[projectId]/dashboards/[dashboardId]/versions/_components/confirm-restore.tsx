"use client";
import { modals } from "@mantine/modals";
import { unreachable } from "@/components/ui/action-outcome";
import { notifyDone, notifyFailed } from "@/components/ui/notify";
import { restoreVersionAction } from "../actions";

/** Asks before an earlier version becomes the published one. */
export function confirmRestore(dashboardId: string, number: number, onDone: () => void): void {
  modals.openConfirmModal({
    title: `Restore version ${number}?`,
    children:
      "It becomes a new version, so what is published now can be restored as well. Shares, secrets and drafts stay as they are.",
    labels: { confirm: "Restore", cancel: "Cancel" },
    onConfirm: async () => {
      const outcome = await restoreVersionAction(dashboardId, number).catch(() => null);
      if (!outcome?.ok) return notifyFailed(outcome?.error.message ?? unreachable);
      notifyDone(`Version ${number} is published again`);
      onDone();
    },
  });
}
