"use server";
import { runAction } from "@/lib/action-result";
import { listGroups } from "@/lib/groups/group-queries";
import { requireActor } from "@/lib/identity/current-actor";
import { listTenants } from "@/lib/tenants/tenant-queries";
import { listUsers } from "@/lib/users/user-queries";

const page = (words: unknown) => ({ search: String(words).trim().slice(0, 200), limit: 20 });

export async function findTenantsAction(words: unknown) {
  return runAction(async () => {
    const tenants = await listTenants(await requireActor(), page(words));
    return tenants.data.map(({ id, name, key }) => ({ value: id, label: `${name} (${key})` }));
  });
}

/** People; of one tenant, or of the organization itself when `tenantId` is null. */
export async function findUsersAction(words: unknown, tenantId?: string | null) {
  return runAction(async () => {
    const filter = tenantId === undefined ? {} : { tenantId };
    const users = await listUsers(await requireActor(), page(words), filter);
    return users.data.map(({ id, displayName, email }) => ({ value: id, label: `${displayName} (${email})` }));
  });
}

export async function findGroupsAction(words: unknown) {
  return runAction(async () => {
    const groups = await listGroups(await requireActor(), page(words));
    return groups.data.map(({ id, name, tenantName }) => ({
      value: id,
      label: tenantName ? `${name} (${tenantName})` : name,
    }));
  });
}
