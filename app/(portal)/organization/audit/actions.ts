"use server";
import { runAction } from "@/lib/action-result";
import { requirePermission } from "@/lib/authorization/require-permission";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { listGroups } from "@/lib/groups/group-queries";
import { listApiKeys } from "@/lib/identity/api-keys/api-key-queries";
import { requireActor } from "@/lib/identity/current-actor";
import { listTenants } from "@/lib/tenants/tenant-queries";
import { listUsers } from "@/lib/users/user-queries";

const page = (words: unknown) => ({ search: String(words).trim().slice(0, 200), limit: 10 });

/** Who can stand behind an event: people and API keys. */
export async function findAuditActorsAction(words: unknown) {
  return runAction(async () => {
    const actor = await requireActor();
    requirePermission(actor, "audit:read");
    const [users, keys] = await Promise.all([listUsers(actor, page(words)), listApiKeys(actor, page(words))]);
    return [
      ...users.data.map(({ id, displayName, email }) => ({ value: id, label: `${displayName} (${email})` })),
      ...keys.data.map(({ id, name, prefix }) => ({ value: id, label: `${name} (API key ${prefix}…)` })),
    ];
  });
}

/** What an event can be about, as far as it has a name to search for. */
export async function findAuditObjectsAction(words: unknown) {
  return runAction(async () => {
    const actor = await requireActor();
    requirePermission(actor, "audit:read");
    const [dashboards, users, groups, tenants] = await Promise.all([
      listDashboards(actor, page(words)),
      listUsers(actor, page(words)),
      listGroups(actor, page(words)),
      listTenants(actor, page(words)),
    ]);
    return [
      ...dashboards.data.map(({ id, title }) => ({ value: id, label: `${title} (dashboard)` })),
      ...users.data.map(({ id, displayName, email }) => ({ value: id, label: `${displayName} (${email})` })),
      ...groups.data.map(({ id, name }) => ({ value: id, label: `${name} (group)` })),
      ...tenants.data.map(({ id, name }) => ({ value: id, label: `${name} (tenant)` })),
    ];
  });
}
