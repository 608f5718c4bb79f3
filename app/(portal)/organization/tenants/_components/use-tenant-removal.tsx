"use client";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import { useAction } from "@/components/ui/use-action";
import type { TenantRemoval, TenantView } from "@/lib/tenants/tenant-schema";
import { counted } from "../../../_labels/words";
import { deleteTenantAction, tenantRemovalAction } from "../actions";
import { RemovalProgress } from "./removal-progress";

/** Asks before a tenant goes, with all that goes with it as things stand then. */
export function useTenantRemoval() {
  const { run, pending } = useAction();
  const ask = async (tenant: TenantView, onDone?: () => void) => {
    const removal = await run(() => tenantRemovalAction(tenant.id));
    if (!removal) return;
    confirmRemoval({
      kind: "tenant",
      name: tenant.name,
      consequences: consequencesOf(tenant, removal),
      whilePending: <RemovalProgress tenantId={tenant.id} users={removal.users} />,
      typeName: true,
      remove: () => deleteTenantAction(tenant.id),
      onDone,
    });
  };
  return { ask, pending };
}

function consequencesOf({ key }: TenantView, removal: TenantRemoval): string[] {
  const gone = [
    [removal.users, "person", "people"],
    [removal.groups, "group"],
    [removal.dashboards, "dashboard"],
    [removal.shares, "share"],
    [removal.assignments, "policy assignment"],
    [removal.invites, "open invite"],
    [removal.identityProviders, "sign-in provider"],
  ] as const;
  const ended = [
    [removal.sessions, "session"],
    [removal.embedSessions, "embed token"],
  ] as const;
  return [
    ...list("Removes", gone),
    ...list("Ends", ended),
    "Removes the rows that are cached for it",
    `The key “${key}” can never be used again`,
    "Its audit stays",
  ];
}

/** `Removes 3 people, 1 group`; nothing when there is nothing. */
function list(verb: string, counts: readonly (readonly [count: number, noun: string, plural?: string])[]): string[] {
  const there = counts.filter(([count]) => count > 0).map(([count, noun, plural]) => counted(count, noun, plural));
  return there.length > 0 ? [`${verb} ${there.join(", ")}`] : [];
}
