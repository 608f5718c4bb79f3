import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { InterfaceDocument } from "@/components/ui/document";
import { type Permission, rolePermissions } from "@/lib/authorization/permissions";
import { can } from "@/lib/authorization/require-permission";
import { secondsUntil } from "@/lib/clock";
import { listProjects } from "@/lib/projects/project-queries";
import { roleWords } from "./_labels/words";
import { requirePageActor } from "./_shell/page-access";
import { personLocale } from "./_shell/person-locale";
import { Shell } from "./_shell/shell";

export const metadata: Metadata = { title: { template: "%s · Bulkhead", default: "Bulkhead" } };

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const actor = await requirePageActor();
  const projects = await listProjects(actor, { limit: 200 });
  const permissions = (Object.keys(rolePermissions) as Permission[]).filter((permission) => can(actor, permission));
  const tenancyOff = actor.kind === "organization_user" ? actor.tenancyOff : undefined;
  const standing = roleWords[actor.role].label;
  return (
    <InterfaceDocument locale={await personLocale()}>
      <Shell
        account={{ displayName: actor.displayName, email: actor.email, standing }}
        projects={projects.data.map(({ id, name }) => ({ id, name }))}
        permissions={permissions}
        tenancyOffSeconds={tenancyOff ? secondsUntil(tenancyOff.until) : null}
        lastProjectId={(await cookies()).get("bh-project")?.value ?? null}
      >
        {children}
      </Shell>
    </InterfaceDocument>
  );
}
