"use client";
import { Modal, Skeleton, Stack } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import type { ActionOutcome } from "@/components/ui/action-outcome";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { ShareList } from "@/lib/shares/share-schema";
import { listSharesAction } from "../share-actions";
import { ShareForm } from "./share-form";
import { ShareRows } from "./share-rows";

export interface ShareDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly dashboard: DashboardView;
}

/** Who reaches a dashboard and how far, and one field to let somebody else in. */
export function ShareDialog({ opened, onClose, dashboard }: ShareDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Share “${dashboard.title}”`} size="lg">
      <Shares dashboard={dashboard} />
    </Modal>
  );
}

function Shares({ dashboard }: { dashboard: DashboardView }) {
  const [outcome, setOutcome] = useState<ActionOutcome<ShareList> | null>(null);
  const reload = useCallback(async () => setOutcome(await listSharesAction(dashboard.id)), [dashboard.id]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return (
    <Stack gap="lg">
      <ShareForm dashboard={dashboard} onShared={reload} />
      {outcome === null ? (
        <Stack gap="xs" aria-busy="true">
          <Skeleton height={36} />
          <Skeleton height={36} />
        </Stack>
      ) : outcome.ok ? (
        <ShareRows dashboard={dashboard} shares={outcome.data} onChanged={reload} />
      ) : (
        <p role="alert">{outcome.error.message}</p>
      )}
    </Stack>
  );
}
