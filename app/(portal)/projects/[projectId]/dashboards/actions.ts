"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import {
  createDashboardSchema,
  duplicateDashboardSchema,
  updateDashboardSchema,
} from "@/lib/dashboards/dashboard-schema";
import { readDashboardSecret } from "@/lib/dashboards/dashboard-secret";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { deletionConsequences } from "@/lib/dashboards/deletion-consequences";
import { duplicateDashboard } from "@/lib/dashboards/duplicate-dashboard";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";

const pages = "/(portal)/projects/[projectId]/dashboards";

export async function createDashboardAction(form: unknown) {
  return runAction(async () => {
    const { id, title } = await createDashboard(await requireActor(), parseInput(createDashboardSchema, form));
    revalidatePath(pages, "layout");
    return { id, title };
  });
}

export async function updateDashboardAction(id: string, form: unknown) {
  return runAction(async () => {
    await updateDashboard(await requireActor(), id, parseInput(updateDashboardSchema, form));
    revalidatePath(pages, "layout");
  });
}

export async function duplicateDashboardAction(id: string, form: unknown) {
  return runAction(async () => {
    const input = parseInput(duplicateDashboardSchema, form);
    const copy = await duplicateDashboard(await requireActor(), id, input);
    revalidatePath(pages, "layout");
    return { id: copy.id };
  });
}

export async function deletionConsequencesAction(id: string) {
  return runAction(async () => deletionConsequences(await requireActor(), id));
}

export async function deleteDashboardAction(id: string) {
  return runAction(async () => {
    await deleteDashboard(await requireActor(), id);
    revalidatePath(pages, "layout");
  });
}

/** Brings an earlier version back, as a new one. */

export async function readDashboardSecretAction(id: string) {
  return runAction(async () => readDashboardSecret(await requireActor(), id));
}
