"use client";
import { Button, Group, Modal, Select, Stack } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { unreachable } from "@/components/ui/action-outcome";
import { notifyDone } from "@/components/ui/notify";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { ShareSubject } from "@/lib/shares/share-schema";
import { transferDashboardAction } from "../share-actions";
import classes from "./share.module.css";
import { SubjectSelect } from "./subject-select";

export interface TransferDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly dashboard: DashboardView;
}

/** Makes somebody else the owner, and asks what becomes of those who own it now. */
export function TransferDialog(props: TransferDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={`Transfer “${props.dashboard.title}”`}>
      <TransferForm {...props} />
    </Modal>
  );
}

const afterwards = [
  { value: "CONTRIBUTOR", label: "Contributor: changes and shares it" },
  { value: "EDITOR", label: "Editor: changes it" },
  { value: "VIEWER", label: "Viewer: looks at it" },
  { value: "NONE", label: "Nothing: no longer shared with them" },
];

function TransferForm({ dashboard, onClose }: TransferDialogProps) {
  const [heir, setHeir] = useState<ShareSubject | null>(null);
  const [previousOwners, setPreviousOwners] = useState("CONTRIBUTOR");
  const [failure, setFailure] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const router = useRouter();
  const transfer = async () => {
    setPending(true);
    const outcome = await transferDashboardAction(dashboard.id, { userId: heir?.subjectId, previousOwners }).catch(
      () => null,
    );
    setPending(false);
    if (!outcome?.ok) return setFailure(outcome?.error.message ?? unreachable);
    notifyDone(`${heir?.name} owns it now`);
    onClose();
    // Whoever keeps nothing has no page to stay on.
    if (previousOwners === "NONE") router.push(`/projects/${dashboard.projectId}/dashboards`);
    else router.refresh();
  };
  return (
    <Stack gap="md">
      <div>
        <SubjectSelect
          dashboardId={dashboard.id}
          label="New owner"
          placeholder="A person who may build dashboards"
          value={heir}
          onChange={setHeir}
          offers={({ scope, highestLevel }) => scope === "USER" && highestLevel === "OWNER"}
        />
        <div role="alert">{failure ? <p className={classes.failure}>{failure}</p> : null}</div>
      </div>
      <Select
        label="The owner until now becomes"
        description="You, if you own it; otherwise everybody who does."
        data={afterwards}
        value={previousOwners}
        onChange={(value) => setPreviousOwners(value ?? "CONTRIBUTOR")}
        allowDeselect={false}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button onClick={transfer} loading={pending} disabled={heir === null}>
          Transfer
        </Button>
      </Group>
    </Stack>
  );
}
