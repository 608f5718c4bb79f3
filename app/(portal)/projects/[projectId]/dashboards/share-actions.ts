"use server";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { findShareSubjects } from "@/lib/shares/find-share-subjects";
import { removeShare } from "@/lib/shares/remove-share";
import { shareDashboard } from "@/lib/shares/share-dashboard";
import { listShares } from "@/lib/shares/share-queries";
import { shareDashboardSchema } from "@/lib/shares/share-schema";

export async function listSharesAction(dashboardId: string) {
  return runAction(async () => listShares(await requireActor(), dashboardId, { limit: 200 }));
}

export async function findShareSubjectsAction(dashboardId: string, words: unknown) {
  return runAction(async () => {
    const search = String(words).trim().slice(0, 200);
    return findShareSubjects(await requireActor(), dashboardId, { search });
  });
}

export async function shareDashboardAction(dashboardId: string, form: unknown) {
  return runAction(async () => {
    return shareDashboard(await requireActor(), dashboardId, parseInput(shareDashboardSchema, form));
  });
}

export async function removeShareAction(dashboardId: string, shareId: string) {
  return runAction(async () => {
    await removeShare(await requireActor(), dashboardId, shareId);
  });
}
