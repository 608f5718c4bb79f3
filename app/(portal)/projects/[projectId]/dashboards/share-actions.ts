"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { listLiterals } from "@/lib/dashboards/list-literals";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { pageSchema } from "@/lib/pagination";
import { copyForTenants } from "@/lib/shares/copy-for-tenants";
import { findShareSubjects } from "@/lib/shares/find-share-subjects";
import { listPeopleWithAccess } from "@/lib/shares/list-people";
import { removeShare } from "@/lib/shares/remove-share";
import { shareAsSeen } from "@/lib/shares/share-dashboard";
import { shareDashboards } from "@/lib/shares/share-dashboards";
import { listShares } from "@/lib/shares/share-queries";
import {
  copyForTenantsSchema,
  shareDashboardSchema,
  shareDashboardsSchema,
  transferDashboardSchema,
} from "@/lib/shares/share-schema";
import { transferDashboard } from "@/lib/shares/transfer-dashboard";

const pages = "/(portal)/projects/[projectId]/dashboards";

export async function listSharesAction(dashboardId: string, page: unknown) {
  return runAction(async () => listShares(await requireActor(), dashboardId, parseInput(pageSchema, page)));
}

export async function listPeopleAction(dashboardId: string, page: unknown) {
  return runAction(async () => listPeopleWithAccess(await requireActor(), dashboardId, parseInput(pageSchema, page)));
}

export async function findShareSubjectsAction(dashboardId: string, words: unknown) {
  return runAction(async () => {
    const search = String(words).trim().slice(0, 200);
    return findShareSubjects(await requireActor(), dashboardId, { search });
  });
}

export async function listLiteralsAction(dashboardId: string) {
  return runAction(async () => listLiterals(await requireActor(), dashboardId));
}

export async function shareDashboardAction(dashboardId: string, form: unknown) {
  return runAction(async () => {
    return shareAsSeen(await requireActor(), dashboardId, parseInput(shareDashboardSchema, form));
  });
}

export async function shareDashboardsAction(form: unknown) {
  return runAction(async () => shareDashboards(await requireActor(), parseInput(shareDashboardsSchema, form)));
}

export async function removeShareAction(dashboardId: string, shareId: string) {
  return runAction(async () => {
    await removeShare(await requireActor(), dashboardId, shareId);
  });
}

export async function transferDashboardAction(dashboardId: string, form: unknown) {
  return runAction(async () => {
    const share = await transferDashboard(await requireActor(), dashboardId, parseInput(transferDashboardSchema, form));
    revalidatePath(pages, "layout");
    return share;
  });
}

export async function copyForTenantsAction(dashboardId: string, form: unknown) {
  return runAction(async () => {
    const copies = await copyForTenants(await requireActor(), dashboardId, parseInput(copyForTenantsSchema, form));
    revalidatePath(pages, "layout");
    return copies;
  });
}
