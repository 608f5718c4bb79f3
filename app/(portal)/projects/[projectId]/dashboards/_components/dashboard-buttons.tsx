"use client";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { LinkButton } from "@/components/ui/link-button";
import { useAction } from "@/components/ui/use-action";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import { counted } from "../../../../_labels/words";
import { deleteDashboardAction, duplicateDashboardAction } from "../actions";
import { DashboardDetailsDialog } from "./dashboard-details-dialog";
import type { DashboardRights } from "./dashboard-rights";
import { ShareDialog } from "./share-dialog";

export interface DashboardButtonsProps {
  readonly dashboard: DashboardView;
  readonly may: DashboardRights;
}

/** What this person may do with the dashboard. */
export function DashboardButtons({ dashboard, may }: DashboardButtonsProps) {
  const [sharing, share] = useDisclosure(false);
  const [editing, edit] = useDisclosure(false);
  const router = useRouter();
  const { run } = useAction();
  const list = `/projects/${dashboard.projectId}/dashboards`;
  const duplicate = async () => {
    const copy = await run(() => duplicateDashboardAction(dashboard.id, {}), "This is the copy");
    if (copy) router.push(`${list}/${copy.id}`);
  };
  const remove = () =>
    confirmRemoval({
      kind: "dashboard",
      name: dashboard.title,
      consequences: [
        `Removes ${counted(dashboard.cardCount, "card")}, its versions and everybody's shares`,
        "Ends its embed tokens: pages that embed it show nothing any more",
      ],
      typeName: true,
      remove: () => deleteDashboardAction(dashboard.id),
      onDone: () => router.push(list),
    });
  return (
    <>
      {may.edit ? (
        <LinkButton href={`${list}/${dashboard.id}/edit`} variant="default">
          Edit
        </LinkButton>
      ) : null}
      {may.share ? (
        <Button variant="default" onClick={share.open}>
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
            <Menu.Item onClick={edit.open}>Edit title and description</Menu.Item>
            <Menu.Item component={Link} href={`${list}/${dashboard.id}/versions`}>
              Versions
            </Menu.Item>
            <Menu.Item onClick={duplicate}>Duplicate</Menu.Item>
            {may.delete ? (
              <Menu.Item color="red" onClick={remove}>
                Delete
              </Menu.Item>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {may.share ? <ShareDialog opened={sharing} onClose={share.close} dashboard={dashboard} /> : null}
      {may.edit ? <DashboardDetailsDialog opened={editing} onClose={edit.close} dashboard={dashboard} /> : null}
    </>
  );
}
