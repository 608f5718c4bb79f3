import type { WayKind } from "@/lib/shares/access-schema";
import type { Cap } from "@/lib/shares/share-schema";
import type { AccessLevel, AssignmentKind, Engine, Exposure, Role, ShareScope } from "@/prisma/client/enums";

export const roleWords: Readonly<Record<Role, { readonly label: string; readonly allows: string }>> = {
  VIEWER: { label: "Viewer", allows: "Looks at dashboards that are shared with them." },
  POWER_USER: { label: "Power user", allows: "Also builds and shares dashboards inside their own home." },
  AUTHOR: { label: "Author", allows: "Builds for any tenant and shares across tenants." },
  ADMIN: { label: "Admin", allows: "Manages everything: data, policies, people and keys." },
};

export const levelWords: Readonly<Record<AccessLevel, { readonly label: string; readonly allows: string }>> = {
  VIEWER: { label: "Viewer", allows: "Can look at it." },
  EDITOR: { label: "Editor", allows: "Can also change it." },
  CONTRIBUTOR: { label: "Contributor", allows: "Can also share it." },
  OWNER: { label: "Owner", allows: "Can do everything, also delete it." },
};

export const scopeWords: Readonly<Record<ShareScope, string>> = {
  USER: "Person",
  GROUP: "Group",
  TENANT: "Everyone of a tenant",
  ALL_TENANTS: "All tenants",
  ALL_ORGANIZATION_USERS: "Everyone of the organization",
};

/** Why somebody can do less than they were given. */
export const capWords: Readonly<Record<Cap, string>> = {
  ROLE: "Their role allows looking only.",
  TENANT: "A tenant never owns a dashboard of the organization.",
  SEVERAL_TENANTS: "It reaches several tenants, whose people can only look.",
};

/** What one way to a dashboard is, after a person's name. */
export const wayWords: Readonly<Record<WayKind, string>> = {
  USER: "Directly",
  GROUP: "Group",
  TENANT: "Everyone of their tenant",
  ALL_TENANTS: "All tenants",
  ALL_ORGANIZATION_USERS: "Everyone of the organization",
  ADMIN: "Role Admin",
};

export const assignmentWords: Readonly<Record<AssignmentKind, string>> = {
  ALL_TENANTS: "All tenants",
  TENANT: "Tenant",
  GROUP: "Group",
  ROLE: "Role",
  USER: "Person",
  ALL_ORGANIZATION_USERS: "Everyone of the organization",
};

export const exposureWords: Readonly<Record<Exposure, { readonly label: string; readonly allows: string }>> = {
  HIDDEN: { label: "Hidden", allows: "Tenants cannot read it." },
  PROTECTED: { label: "Protected", allows: "Tenants read the rows that a policy gives them." },
  SHARED: { label: "Shared", allows: "Tenants read every row, less what a policy hides." },
};

export const engineWords: Readonly<Record<Engine, string>> = {
  POSTGRES: "PostgreSQL",
  MYSQL: "MySQL or MariaDB",
  CLICKHOUSE: "ClickHouse",
  DUCKDB: "Files (DuckDB)",
};

/** Words that begin a line begin with a capital. */
export function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `1 dashboard`, `3 dashboards`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural}`;
}
