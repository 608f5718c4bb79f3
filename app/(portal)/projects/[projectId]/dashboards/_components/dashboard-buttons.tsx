"use client";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { LinkButton } from "@/components/ui/link-button";
import { useAction } from "@/components/ui/use-action";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import { deleteDashboardAction, deletionConsequencesAction, duplicateDashboardAction } from "../actions";
import { DashboardDetailsDialog } from "./dashboard-details-dialog";
import type { DashboardRights } from "./dashboard-rights";
import { removalWords } from "./removal-words";
import { ShareDialog } from "./share-dialog";
import { TransferDialog } from "./transfer-dialog";

export interface DashboardButtonsProps {
  readonly dashboard: DashboardView;
  readonly may: DashboardRights;
}

/** What this person may do with the dashboard. */
export function DashboardButtons({ dashboard, may }: DashboardButtonsProps) {
  const [opened, setOpened] = useState<"share" | "details" | "transfer" | null>(null);
  const close = () => setOpened(null);
  const router = useRouter();
  const { run } = useAction();
  const list = `/projects/${dashboard.projectId}/dashboards`;
  const duplicate = async () => {
    const copy = await run(() => duplicateDashboardAction(dashboard.id, {}), "This is the copy");
    if (copy) router.push(`${list}/${copy.id}`);
  };
  const remove = async () => {
    const consequences = await run(() => deletionConsequencesAction(dashboard.id));
    if (!consequences) return;
    confirmRemoval({
      kind: "dashboard",
      name: dashboard.title,
      consequences: removalWords(consequences),
      typeName: true,
      remove: () => deleteDashboardAction(dashboard.id),
      onDone: () => router.push(list),
    });
  };
  return (
    <>
      {may.edit ? (
        <LinkButton href={`${list}/${dashboard.id}/edit`} variant="default">
          Edit
        </LinkButton>
      ) : null}
      {may.share ? (
        <Button variant="default" onClick={() => setOpened("share")}>
          Share
        </Button>
      ) : null}
      {may.edit ? (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label="Dashboard actions">
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setOpened("details")}>Edit title and description</Menu.Item>
            <Menu.Item component={Link} href={`${list}/${dashboard.id}/versions`}>
              Versions
            </Menu.Item>
            <Menu.Item onClick={duplicate}>Duplicate</Menu.Item>
            {may.delete ? (
              <>
                <Menu.Item onClick={() => setOpened("transfer")}>Transfer ownership</Menu.Item>
                <Menu.Item color="red" onClick={remove}>
                  Delete
                </Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {may.share ? (
        <ShareDialog opened={opened === "share"} onClose={close} dashboard={dashboard} acrossHomes={may.acrossHomes} />
      ) : null}
      {may.edit ? <DashboardDetailsDialog opened={opened === "details"} onClose={close} dashboard={dashboard} /> : null}
      {may.delete ? <TransferDialog opened={opened === "transfer"} onClose={close} dashboard={dashboard} /> : null}
    </>
  );
}
