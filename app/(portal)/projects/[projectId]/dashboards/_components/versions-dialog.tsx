"use client";
import { Badge, Button, Modal } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { Moment } from "@/components/ui/moment";
import { useAction } from "@/components/ui/use-action";
import { usePages } from "@/components/ui/use-pages";
import type { DashboardVersionView, DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { Page } from "@/lib/pagination";
import { counted } from "../../../../_labels/words";
import { listVersionsAction, restoreVersionAction } from "../actions";
import { PagedList } from "./paged-list";
import classes from "./share.module.css";

export interface VersionsDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly dashboard: DashboardView;
}

/** Every version of a dashboard; each can be made the present one again. */
export function VersionsDialog({ opened, onClose, dashboard }: VersionsDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Versions of “${dashboard.title}”`} size="lg">
      <p className={classes.lead}>
        Restoring brings back title, description, filters and cards as a new version. Shares, secrets and every other
        version stay.
      </p>
      <Versions dashboard={dashboard} />
    </Modal>
  );
}

function Versions({ dashboard }: Pick<VersionsDialogProps, "dashboard">) {
  const load = useCallback(
    ({ cursor }: { cursor?: string }) => listVersionsAction(dashboard.id, cursor ? { cursor } : {}),
    [dashboard.id],
  );
  const versions = usePages<DashboardVersionView, Page<DashboardVersionView>>(load);
  const newest = versions.rows?.[0]?.number;
  return (
    <PagedList label="Versions" rows={versions.rows} pages={versions} searchable={false} empty="No versions yet.">
      {(version) => (
        <VersionRow
          key={version.id}
          dashboardId={dashboard.id}
          version={version}
          isPresent={version.number === newest}
          onRestored={versions.reload}
        />
      )}
    </PagedList>
  );
}

interface VersionRowProps {
  readonly dashboardId: string;
  readonly version: DashboardVersionView;
  readonly isPresent: boolean;
  readonly onRestored: () => Promise<void>;
}

function VersionRow({ dashboardId, version, isPresent, onRestored }: VersionRowProps) {
  const [asking, setAsking] = useState(false);
  const { run, pending } = useAction();
  const router = useRouter();
  const restore = async () => {
    await run(async () => {
      const outcome = await restoreVersionAction(dashboardId, version.number);
      return outcome.ok ? { ok: true as const, data: true } : outcome;
    }, `Version ${version.number} is back`);
    setAsking(false);
    router.refresh();
    await onRestored();
  };
  return (
    <li className={classes.row}>
      <span className={classes.who}>
        <span>
          Version {version.number}: {version.title}
        </span>
        <span className={classes.hint}>
          <Moment value={version.createdAt} />
          {version.createdByName ? ` by ${version.createdByName}` : ""} · {counted(version.cardCount, "card")}
        </span>
      </span>
      {isPresent ? (
        <Badge>Present</Badge>
      ) : asking ? (
        <>
          <Button size="xs" variant="default" onClick={() => setAsking(false)}>
            Keep
          </Button>
          <Button size="xs" loading={pending} onClick={restore}>
            Replace the present one
          </Button>
        </>
      ) : (
        <Button
          size="xs"
          variant="default"
          aria-label={`Restore version ${version.number}`}
          onClick={() => setAsking(true)}
        >
          Restore
        </Button>
      )}
    </li>
  );
}
