import { notFound } from "next/navigation";
import { getConnection } from "@/lib/connections/connection-queries";
import type { ConnectionView } from "@/lib/connections/connection-schema";
import { orNotFound, type PortalActor } from "../../../_shell/page-access";

/** The connection that an address names; one of another project is not found under this one. */
export async function connectionOfPage(
  actor: PortalActor,
  params: { projectId: string; connectionId: string },
): Promise<ConnectionView> {
  const connection = await orNotFound(getConnection(actor, params.connectionId));
  if (connection.projectId !== params.projectId) notFound();
  return connection;
}
