import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { listDashboardSources } from "@/lib/dashboards/dashboard-sources";
import { draftContentOf } from "@/lib/dashboards/draft-content";
import { findDraft } from "@/lib/dashboards/draft-queries";
import { orNotFound, requirePageActor } from "../../../../../_shell/page-access";
import { dashboardRights } from "../../_components/dashboard-rights";
import { DashboardEditor } from "./_components/dashboard-editor";

export const metadata: Metadata = { title: "Edit dashboard" };

export default async function EditPage(props: PageProps<"/projects/[projectId]/dashboards/[dashboardId]/edit">) {
  const actor = await requirePageActor("dashboard:edit");
  const { projectId, dashboardId } = await props.params;
  const dashboard = await orNotFound(getDashboard(actor, dashboardId));
  if (dashboard.projectId !== projectId || !dashboardRights(actor, dashboard).edit) notFound();
  const [draft, sources] = await Promise.all([findDraft(actor, dashboardId), listDashboardSources(actor, dashboardId)]);
  const published = draftContentOf(dashboard);
  const fresh = { content: published, baseVersion: dashboard.version ?? 1, revision: 0 };
  return (
    <DashboardEditor
      projectId={projectId}
      dashboardId={dashboardId}
      start={{ ...(draft ?? fresh), published }}
      sources={sources}
    />
  );
}
