"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { addCard } from "@/lib/dashboards/add-card";
import { addCardSchema } from "@/lib/dashboards/add-card-schema";
import { getDashboard } from "@/lib/dashboards/dashboard-queries";
import { listEditableDashboards } from "@/lib/dashboards/list-editable-dashboards";
import { listDomains } from "@/lib/domains/domain-queries";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";

const found = (words: unknown) => String(words).trim().slice(0, 200);

export async function findDomainsAction(projectId: string, words: unknown) {
  return runAction(async () => {
    const { data } = await listDomains(await requireActor(), { projectId, search: found(words), limit: 20 });
    return data.map(({ id, name }) => ({ value: id, label: name }));
  });
}

export async function findEditableDashboardsAction(projectId: string, words: unknown) {
  return runAction(async () => {
    const search = found(words);
    const dashboards = await listEditableDashboards(await requireActor(), { projectId, search, limit: 20 });
    return dashboards.map(({ id, title, tenantName }) => ({
      value: id,
      label: tenantName ? `${title} (${tenantName})` : title,
    }));
  });
}

/** What has to be known of a dashboard that a card would be added to: its version and its tabs. */
export async function chosenDashboardAction(id: string) {
  return runAction(async () => {
    const { version = 0, tabs } = await getDashboard(await requireActor(), String(id));
    return { version, tabs };
  });
}

export async function addCardAction(dashboardId: string, form: unknown) {
  return runAction(async () => {
    const { id, title } = await addCard(await requireActor(), dashboardId, parseInput(addCardSchema, form));
    revalidatePath("/(portal)/projects/[projectId]/dashboards", "layout");
    return { id, title };
  });
}
