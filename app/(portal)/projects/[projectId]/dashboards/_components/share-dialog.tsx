"use client";
import { Modal, Stack, Tabs } from "@mantine/core";
import { useCallback, useState } from "react";
import { usePages } from "@/components/ui/use-pages";
import type { DashboardView } from "@/lib/dashboards/dashboard-schema";
import type { ShareList, ShareView } from "@/lib/shares/share-schema";
import { listSharesAction } from "../share-actions";
import { PeopleList } from "./people-list";
import { SeveralTenants } from "./several-tenants";
import { ShareForm } from "./share-form";
import { ShareRows } from "./share-rows";

export interface ShareDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly dashboard: DashboardView;
  /** Whether this person is the organization's, and sees what goes along before tenants do (R21). */
  readonly acrossHomes: boolean;
}

/** Who reaches a dashboard and how far, one field to let somebody else in, and everybody who sees it and why. */
export function ShareDialog({ opened, onClose, dashboard, acrossHomes }: ShareDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Share “${dashboard.title}”`} size={680}>
      <Shares dashboard={dashboard} acrossHomes={acrossHomes} />
    </Modal>
  );
}

function Shares({ dashboard, acrossHomes }: Pick<ShareDialogProps, "dashboard" | "acrossHomes">) {
  const [tab, setTab] = useState<string | null>("shares");
  const [checking, setChecking] = useState(false);
  const load = useCallback((asked: object) => listSharesAction(dashboard.id, asked), [dashboard.id]);
  const shares = usePages<ShareView, ShareList>(load);
  return (
    <Stack gap="lg">
      <ShareForm
        dashboard={dashboard}
        acrossHomes={acrossHomes}
        checking={checking}
        onChecking={setChecking}
        onShared={shares.reload}
      />
      {checking ? null : (
        <>
          {shares.page?.reachesSeveralTenants && dashboard.tenantId === null ? (
            <SeveralTenants dashboard={dashboard} onCopied={shares.reload} />
          ) : null}
          <Tabs value={tab} onChange={setTab} keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="shares">Shared with</Tabs.Tab>
              <Tabs.Tab value="people">Who can see it</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="shares" pt="md">
              <ShareRows dashboard={dashboard} shares={shares} />
            </Tabs.Panel>
            <Tabs.Panel value="people" pt="md">
              <PeopleList dashboard={dashboard} />
            </Tabs.Panel>
          </Tabs>
        </>
      )}
    </Stack>
  );
}
