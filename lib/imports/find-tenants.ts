import { database } from "@/lib/database";
import type { Actor } from "@/lib/identity/actor";
import { isUuid } from "@/lib/uuid";

/** The tenant that a cell means, or why it means none. */
export type MeantTenant = { readonly id: string } | { readonly problem: string };

interface TenantRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}

/**
 * Which tenant each cell means: by key, name or id, whatever the case. What two tenants could be meant by is refused
 * and never guessed (R17).
 */
export async function findMeantTenants(actor: Actor, cells: readonly string[]): Promise<(cell: string) => MeantTenant> {
  const wanted = [...new Set(cells.map((cell) => cell.toLowerCase()))];
  const rows = await database.$queryRaw<TenantRow[]>`
    SELECT id, key, name FROM tenants
    WHERE organization_id = ${actor.organizationId}::uuid
      AND (lower(key) = ANY(${wanted}::text[]) OR lower(name) = ANY(${wanted}::text[]) OR id = ANY(${wanted.filter(isUuid)}::uuid[]))`;
  const byWord = new Map<string, Set<string>>();
  for (const { id, key, name } of rows) {
    for (const word of [id, key.toLowerCase(), name.toLowerCase()]) {
      byWord.set(word, (byWord.get(word) ?? new Set()).add(id));
    }
  }
  return (cell) => {
    const [id, another] = byWord.get(cell.toLowerCase()) ?? [];
    if (!id) return { problem: `tenant: There is no tenant “${cell}”` };
    if (another) return { problem: `tenant: “${cell}” could be several tenants; write the key or the id of one` };
    return { id };
  };
}
