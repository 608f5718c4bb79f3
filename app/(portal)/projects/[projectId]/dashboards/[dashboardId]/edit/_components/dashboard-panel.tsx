"use client";
import { Tabs } from "@mantine/core";
import type { DraftRequests } from "@/components/dashboard-editor/draft-requests";
import type { DashboardSources } from "@/lib/dashboards/dashboard-sources-schema";
import type { DraftContent } from "@/lib/dashboards/draft-schema";
import { FiltersTab } from "./filters-tab";
import classes from "./panel.module.css";
import { SettingsTab } from "./settings-tab";
import { TabsTab } from "./tabs-tab";
import type { Change } from "./use-draft";

export interface DashboardTabProps {
  readonly content: DraftContent;
  readonly sources: DashboardSources;
  readonly requests: DraftRequests;
  readonly change: Change;
}

/** What belongs to the dashboard as a whole, shown while no card is chosen. */
export function DashboardPanel(props: DashboardTabProps) {
  return (
    <section className={classes.panel} aria-label="Dashboard">
      <div className={classes.head}>
        <h2>Dashboard</h2>
      </div>
      <Tabs defaultValue="settings" keepMounted={false}>
        <Tabs.List grow>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          <Tabs.Tab value="filters">Filters</Tabs.Tab>
          <Tabs.Tab value="tabs">Tabs</Tabs.Tab>
        </Tabs.List>
        <div className={classes.body}>
          <Tabs.Panel value="settings">
            <SettingsTab {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="filters">
            <FiltersTab {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="tabs">
            <TabsTab {...props} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </section>
  );
}
