"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { requireActor } from "@/lib/identity/current-actor";
import { removeShare } from "@/lib/shares/remove-share";

export async function findDashboardsAction(words: unknown) {
  return runAction(async () => {
    const search = String(words).trim().slice(0, 200);
    const { data } = await listDashboards(await requireActor(), { search, limit: 20 });
    return data.map(({ id, title, tenantName }) => ({
      value: id,
      label: tenantName ? `${title} (${tenantName})` : title,
    }));
  });
}

export async function revokeShareAction(dashboardId: string, shareId: string) {
  return runAction(async () => {
    await removeShare(await requireActor(), dashboardId, shareId);
    revalidatePath("/organization/access-review");
  });
}
