import type { Metadata } from "next";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Loaded } from "@/components/ui/loaded";
import { PageHeader } from "@/components/ui/page-header";
import { listConnectionTables } from "@/lib/connections/table-queries";
import { engineWords } from "../../../../_labels/words";
import { requirePageActor } from "../../../../_shell/page-access";
import { ConnectionButtons } from "../_components/connection-buttons";
import { ConnectionFacts } from "../_components/connection-facts";
import { HealthBadge } from "../_components/health-badge";
import { TableBrowser } from "../_components/table-browser";
import { connectionOfPage } from "../connection-of-page";

export const metadata: Metadata = { title: "Connection" };

export default async function ConnectionPage(props: PageProps<"/projects/[projectId]/connections/[connectionId]">) {
  const actor = await requirePageActor("connection:read");
  const connection = await connectionOfPage(actor, await props.params);
  return (
    <>
      <PageHeader
        title={connection.name}
        badges={<HealthBadge health={connection.health} />}
        back={{ href: `/projects/${connection.projectId}/connections`, label: "Connections" }}
        description={`${engineWords[connection.engine]} · ${connection.location}`}
        actions={<ConnectionButtons connection={connection} />}
      />
      <ConnectionFacts connection={connection} />
      <Loaded load={() => listConnectionTables(actor, connection.id)} fallback={<TableSkeleton columns={5} />}>
        {(tables) => <TableBrowser connection={connection} tables={tables} />}
      </Loaded>
    </>
  );
}
