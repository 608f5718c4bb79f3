import { useState } from "react";
import type { DashboardFormProps } from "@/components/dashboard-editor/forms/dashboard-form";
import { FiltersForm } from "@/components/dashboard-editor/forms/filters-form";
import { SettingsForm } from "@/components/dashboard-editor/forms/settings-form";
import { TabsForm } from "@/components/dashboard-editor/forms/tabs-form";
import { useEditorWords } from "@/components/dashboard-editor/messages/use-editor-words";
import { PanelTabs } from "./panel-tabs";

/** What belongs to the dashboard as a whole, shown while no card is chosen. */
export function DashboardSettings(props: DashboardFormProps) {
  const { say } = useEditorWords();
  const [part, setPart] = useState<string | null>(null);
  return (
    <PanelTabs
      label={say("dashboard")}
      open={part}
      onOpen={setPart}
      parts={[
        { id: "settings", title: say("partSettings"), body: () => <SettingsForm {...props} /> },
        { id: "filters", title: say("filters"), body: () => <FiltersForm {...props} /> },
        { id: "tabs", title: say("partTabs"), body: () => <TabsForm {...props} /> },
      ]}
    />
  );
}
