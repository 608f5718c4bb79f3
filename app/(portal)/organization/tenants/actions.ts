"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { parseInput } from "@/lib/http/parse-input";
import { requireActor } from "@/lib/identity/current-actor";
import { removeTenant } from "@/lib/offboarding/remove-tenant";
import { createTenant } from "@/lib/tenants/create-tenant";
import { getTenantRemoval } from "@/lib/tenants/tenant-removal";
import { createTenantSchema, updateTenantSchema } from "@/lib/tenants/tenant-schema";
import { updateTenant } from "@/lib/tenants/update-tenant";

const list = "/organization/tenants";

export async function createTenantAction(form: unknown) {
  return runAction(async () => {
    const tenant = await createTenant(await requireActor(), parseInput(createTenantSchema, form));
    revalidatePath(list);
    return tenant;
  });
}

export async function updateTenantAction(id: string, form: unknown) {
  return runAction(async () => {
    const tenant = await updateTenant(await requireActor(), id, parseInput(updateTenantSchema, form));
    revalidatePath(list);
    return tenant;
  });
}

/** What deleting a tenant takes along. */
export async function tenantRemovalAction(id: string) {
  return runAction(async () => getTenantRemoval(await requireActor(), id));
}

export async function deleteTenantAction(id: string) {
  return runAction(async () => {
    await removeTenant(await requireActor(), id);
    revalidatePath(list);
  });
}
