"use client";
import { Tabs } from "@mantine/core";
import type { DashboardFormProps } from "@/components/dashboard-editor/forms/dashboard-form";
import { FiltersForm } from "@/components/dashboard-editor/forms/filters-form";
import { SettingsForm } from "@/components/dashboard-editor/forms/settings-form";
import { TabsForm } from "@/components/dashboard-editor/forms/tabs-form";
import classes from "./panel.module.css";

/** What belongs to the dashboard as a whole, shown while no card is chosen. */
export function DashboardPanel(props: DashboardFormProps) {
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
            <SettingsForm {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="filters">
            <FiltersForm {...props} />
          </Tabs.Panel>
          <Tabs.Panel value="tabs">
            <TabsForm {...props} />
          </Tabs.Panel>
        </div>
      </Tabs>
    </section>
  );
}
