import type { CreateUserInput } from "@/lib/users/user-schema";

type DemoUser = Pick<CreateUserInput, "email" | "displayName" | "role"> & { readonly tenantKey: string | null };

export const demoAdmin = { email: "admin@bulkhead.example", displayName: "Demo Admin" } as const;

/** One login of every role in the organization, and of both tenant roles in two tenants. */
export const demoUsers: readonly DemoUser[] = [
  { email: "author@bulkhead.example", displayName: "Demo Author", role: "AUTHOR", tenantKey: null },
  { email: "power@bulkhead.example", displayName: "Demo Power User", role: "POWER_USER", tenantKey: null },
  { email: "viewer@bulkhead.example", displayName: "Demo Viewer", role: "VIEWER", tenantKey: null },
  {
    email: "power@california.example",
    displayName: "California Power User",
    role: "POWER_USER",
    tenantKey: "california",
  },
  { email: "viewer@california.example", displayName: "California Viewer", role: "VIEWER", tenantKey: "california" },
  { email: "power@texas.example", displayName: "Texas Power User", role: "POWER_USER", tenantKey: "texas" },
  { email: "viewer@texas.example", displayName: "Texas Viewer", role: "VIEWER", tenantKey: "texas" },
  { email: "viewer@new-york.example", displayName: "New York Viewer", role: "VIEWER", tenantKey: "new_york" },
];

/** Groups by name, their tenant, and who is in them. */
export const demoGroups: readonly { name: string; tenantKey: string | null; members: readonly string[] }[] = [
  { name: "Analysts", tenantKey: null, members: ["author@bulkhead.example", "power@bulkhead.example"] },
  {
    name: "Runway operations",
    tenantKey: "california",
    members: ["power@california.example", "viewer@california.example"],
  },
  { name: "Runway operations", tenantKey: "texas", members: ["power@texas.example", "viewer@texas.example"] },
];
