import type { Metadata } from "next";
import { listDashboardSources } from "@/lib/dashboards/dashboard-sources";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import { findDraft } from "@/lib/dashboards/draft-queries";
import { PortalLanguage } from "../../../../../_labels/portal-language";
import { editableDashboard } from "../_components/editable-dashboard";
import { DashboardEditor } from "./_components/dashboard-editor";

export const metadata: Metadata = { title: "Edit dashboard" };

export default async function EditPage(props: PageProps<"/projects/[projectId]/dashboards/[dashboardId]/edit">) {
  const { actor, dashboard, version: baseVersion } = await editableDashboard(props.params);
  const { id, projectId } = dashboard;
  const [draft, sources] = await Promise.all([findDraft(actor, id), listDashboardSources(actor, id)]);
  const published = draftContentOf(dashboard);
  const start = { ...(draft ?? { content: published, baseVersion, revision: 0 }), published };
  return (
    <PortalLanguage>
      <DashboardEditor projectId={projectId} dashboardId={id} start={start} sources={sources} />
    </PortalLanguage>
  );
}
