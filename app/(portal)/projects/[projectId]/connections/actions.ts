"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import {
  createConnectionSchema,
  setTableExposuresSchema,
  testConnectionSchema,
  updateConnectionSchema,
} from "@/lib/connections/connection-schema";
import { createConnection } from "@/lib/connections/create-connection";
import { deleteConnection } from "@/lib/connections/delete-connection";
import { refreshCatalog } from "@/lib/connections/refresh-catalog";
import { setTableExposures } from "@/lib/connections/set-table-exposure";
import { testConnection } from "@/lib/connections/test-connection";
import { updateConnection } from "@/lib/connections/update-connection";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";

const pages = "/(portal)/projects/[projectId]/connections";

export async function createConnectionAction(form: unknown) {
  return runAction(async () => {
    const connection = await createConnection(await requireActor(), parseInput(createConnectionSchema, form));
    revalidatePath(pages, "layout");
    return connection;
  });
}

export async function updateConnectionAction(id: string, form: unknown) {
  return runAction(async () => {
    const connection = await updateConnection(await requireActor(), id, parseInput(updateConnectionSchema, form));
    revalidatePath(pages, "layout");
    return connection;
  });
}

export async function deleteConnectionAction(id: string) {
  return runAction(async () => {
    await deleteConnection(await requireActor(), id);
    revalidatePath(pages, "layout");
  });
}

/** Tries settings that are not stored yet. */
export async function testSettingsAction(form: unknown) {
  return runAction(async () => {
    const { settings, connectionId } = parseInput(testConnectionSchema, form);
    return testConnection(await requireActor(), settings, connectionId);
  });
}

export async function testConnectionAction(id: string) {
  return runAction(async () => {
    const health = await testConnection(await requireActor(), id);
    revalidatePath(pages, "layout");
    return health;
  });
}

export async function refreshCatalogAction(id: string) {
  return runAction(async () => {
    const tables = await refreshCatalog(await requireActor(), id);
    revalidatePath(pages, "layout");
    return tables.length;
  });
}

export async function setExposureAction(id: string, form: unknown) {
  return runAction(async () => {
    const changed = await setTableExposures(await requireActor(), id, parseInput(setTableExposuresSchema, form));
    revalidatePath(pages, "layout");
    return changed;
  });
}
