import { Facts } from "@/components/ui/facts";
import { WarningLine } from "@/components/ui/warning-line";
import type { AccessExplanation } from "@/lib/access/access-schema";
import type { Role } from "@/prisma/client/enums";
import { roleWords } from "../../../../_labels/words";
import classes from "./access.module.css";
import { ConnectionAccess } from "./connection-access";
import { DashboardAccess } from "./dashboard-access";
import { DomainAccess } from "./domain-access";

const kindWords = { person: "Person", tenant: "Tenant", token: "Bearer of a token" } as const;

/** All that somebody sees in the project, connection by connection, and the dashboards. */
export function AccessReport({ projectId, explanation }: { projectId: string; explanation: AccessExplanation }) {
  const { subject, connections, dashboards, moreDashboards, domains } = explanation;
  const { kind, name, tenant, role, notice } = subject;
  return (
    <div className={classes.report}>
      {notice ? <WarningLine>{notice}</WarningLine> : null}
      <Facts
        facts={[
          [kindWords[kind], name],
          ...(kind === "tenant" ? [] : [["Tenant", tenant ?? homeless[kind]] as const]),
          ...(role ? [["Role", roleWords[role as Role]?.label ?? role] as const] : []),
        ]}
      />
      {connections.map((connection) => (
        <ConnectionAccess key={connection.id} connection={connection} />
      ))}
      {connections.length === 0 ? <p className={classes.quiet}>The project has no connection yet.</p> : null}
      <DashboardAccess projectId={projectId} dashboards={dashboards} more={moreDashboards} />
      <DomainAccess domains={domains} />
    </div>
  );
}

const homeless = { person: "None: a person of the organization", token: "None", tenant: "" } as const;
