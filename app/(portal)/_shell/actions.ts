"use server";
import { revalidatePath } from "next/cache";
import { runAction } from "@/lib/action-result";
import { can } from "@/lib/authorization/can";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { listDomains } from "@/lib/domains/domain-queries";
import { DomainError } from "@/lib/errors";
import { findSessionId, requireActor } from "@/lib/identity/current-actor";
import { switchTenancyOff, switchTenancyOn } from "@/lib/identity/tenancy-off";
import { listTenants } from "@/lib/tenants/tenant-queries";
import { listUsers } from "@/lib/users/user-queries";

export interface FoundGroup {
  readonly group: string;
  readonly items: readonly { readonly href: string; readonly label: string; readonly description?: string }[];
}

/** Switches tenancy off for the session that asks, and for no other. */
export async function switchTenancyOffAction() {
  return runAction(async () => {
    const { until } = await switchTenancyOff(await requireActor(), await requireSessionId());
    revalidatePath("/", "layout");
    return until.toISOString();
  });
}

export async function switchTenancyOnAction() {
  return runAction(async () => {
    await switchTenancyOn(await requireActor(), await requireSessionId());
    revalidatePath("/", "layout");
    return true;
  });
}

async function requireSessionId(): Promise<string> {
  const sessionId = await findSessionId();
  if (!sessionId) throw new DomainError("unauthenticated", "Sign in to go on");
  return sessionId;
}

/** Finds what the person may see; each list authorizes itself. */
export async function searchAction(words: unknown) {
  return runAction(async (): Promise<FoundGroup[]> => {
    const actor = await requireActor();
    const page = { search: String(words).trim().slice(0, 200), limit: 6 };
    const [dashboards, domains, tenants, users] = await Promise.all([
      listDashboards(actor, page),
      can(actor, "domain:read") ? listDomains(actor, page) : null,
      can(actor, "tenant:read") ? listTenants(actor, page) : null,
      can(actor, "user:read") ? listUsers(actor, page) : null,
    ]);
    return [
      {
        group: "Dashboards",
        items: dashboards.data.map(({ id, projectId, title, tenantName }) => ({
          href: `/projects/${projectId}/dashboards/${id}`,
          label: title,
          description: tenantName ?? undefined,
        })),
      },
      {
        group: "Explore",
        items: (domains?.data ?? []).map(({ id, projectId, name, description }) => ({
          href: `/projects/${projectId}/explore?domain=${id}`,
          label: name,
          description: description || undefined,
        })),
      },
      {
        group: "Tenants",
        items: (tenants?.data ?? []).map(({ id, name, key }) => ({
          href: `/organization/tenants/${id}`,
          label: name,
          description: key,
        })),
      },
      {
        group: "People",
        items: (users?.data ?? []).map(({ id, displayName, email }) => ({
          href: `/organization/users/${id}`,
          label: displayName,
          description: email,
        })),
      },
    ];
  });
}
