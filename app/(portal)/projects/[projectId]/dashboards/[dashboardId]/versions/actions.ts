"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { restoreDashboardVersion } from "@/lib/dashboards/restore-dashboard-version";
import { requireActor } from "@/lib/identity/current-actor";

export async function restoreVersionAction(id: string, versionNumber: number) {
  return runAction(async () => {
    await restoreDashboardVersion(await requireActor(), id, versionNumber);
    revalidatePath("/(portal)/projects/[projectId]/dashboards", "layout");
  });
}
