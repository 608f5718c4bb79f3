import {
  IconAdjustments,
  IconBooks,
  IconBuilding,
  IconDatabase,
  IconEye,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconListCheck,
  IconPlugConnected,
  IconSettings,
  IconShieldLock,
  IconStack2,
  IconTelescope,
  IconUser,
  IconUsersGroup,
  type TablerIcon,
} from "@tabler/icons-react";
import type { Permission } from "@/lib/authorization/permissions";

export interface NavigationItem {
  readonly label: string;
  readonly href: string;
  readonly Icon: TablerIcon;
}

export interface NavigationSection {
  readonly title: string | null;
  readonly items: readonly NavigationItem[];
}

type Entry = NavigationItem & { readonly permission: Permission };

/** Where a person may go: everything that exists, less what the role may not use. */
export function navigationFor(permissions: readonly Permission[], projectId: string | null): NavigationSection[] {
  const project = `/projects/${projectId}`;
  const inProject: Entry[] = [
    { label: "Connections", href: `${project}/connections`, Icon: IconDatabase, permission: "connection:read" },
    { label: "Policies", href: `${project}/policies`, Icon: IconShieldLock, permission: "policy:read" },
    { label: "Access", href: `${project}/access`, Icon: IconEye, permission: "policy:read" },
    { label: "Datasets", href: `${project}/datasets`, Icon: IconStack2, permission: "dataset:read" },
    { label: "Domains", href: `${project}/domains`, Icon: IconBooks, permission: "domain:update" },
    { label: "Embed", href: `${project}/embed`, Icon: IconPlugConnected, permission: "project:secret" },
    { label: "Settings", href: `${project}/settings`, Icon: IconSettings, permission: "project:update" },
  ];
  const inOrganization: Entry[] = [
    { label: "Tenants", href: "/organization/tenants", Icon: IconBuilding, permission: "tenant:read" },
    { label: "People", href: "/organization/users", Icon: IconUser, permission: "user:read" },
    { label: "Groups", href: "/organization/groups", Icon: IconUsersGroup, permission: "group:read" },
    {
      label: "Access review",
      href: "/organization/access-review",
      Icon: IconListCheck,
      permission: "access_review:read",
    },
    { label: "API keys", href: "/organization/api-keys", Icon: IconKey, permission: "api_key:read" },
    { label: "Audit", href: "/organization/audit", Icon: IconHistory, permission: "audit:read" },
    { label: "Settings", href: "/organization/settings", Icon: IconAdjustments, permission: "attribute:read" },
  ];
  const allowed = (entries: readonly Entry[]) => entries.filter(({ permission }) => permissions.includes(permission));
  const looking: Entry[] = [
    { label: "Dashboards", href: `${project}/dashboards`, Icon: IconLayoutDashboard, permission: "dashboard:view" },
    { label: "Explore", href: `${project}/explore`, Icon: IconTelescope, permission: "domain:read" },
  ];
  const sections: NavigationSection[] = [
    { title: null, items: projectId ? allowed(looking) : [] },
    { title: "Project", items: projectId ? allowed(inProject) : [] },
    { title: "Organization", items: allowed(inOrganization) },
  ];
  return sections.filter(({ items }) => items.length > 0);
}
