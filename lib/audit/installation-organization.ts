import { database } from "@/lib/database";
import { processState } from "@/lib/process-state";

const known = processState<{ id: string | null }>("installation-organization", () => ({ id: null }));

/**
 * The organization that runs this installation, in whose audit stands what nobody known has done; null before it is set
 * up. Its id never changes, so it is looked up once.
 */
export async function installationOrganization(): Promise<string | null> {
  known.id ??=
    (await database.organization.findFirst({ orderBy: { createdAt: "asc" }, select: { id: true } }))?.id ?? null;
  return known.id;
}
