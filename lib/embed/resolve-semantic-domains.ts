import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { SemanticDomainAccess } from "@/lib/identity/embed-sessions/read-embed-session";
import { isUuid } from "@/lib/uuid";
import type { SemanticDomainAccessInput } from "./semantic-domain-access-schema";

/**
 * Turns names and UUIDs into ids of the project's domains when a token is minted, so that renaming a domain later
 * neither opens nor closes it (R09). A UUID wins over a domain that happens to be called the same.
 *
 * @throws DomainError `invalid_input` with every name that is not one of the project's
 */
export async function resolveSemanticDomains(
  projectId: string,
  input: SemanticDomainAccessInput = { mode: "all" },
): Promise<SemanticDomainAccess> {
  const asked = [...new Set(input.domains ?? [])];
  if (asked.length === 0) return { mode: input.mode, domains: [] };
  const found = await database.semanticDomain.findMany({
    where: { projectId, OR: [{ id: { in: asked.filter(isUuid) } }, { name: { in: asked } }] },
    select: { id: true, name: true },
  });
  const byId = new Map(found.map((domain) => [domain.id, domain.id]));
  const byName = new Map(found.map((domain) => [domain.name, domain.id]));
  const resolved = asked.map((text) => byId.get(text.toLowerCase()) ?? byName.get(text));
  const missing = asked.filter((_, index) => resolved[index] === undefined);
  if (missing.length > 0) {
    throw new DomainError("invalid_input", `semanticDomainAccess.domains not found: ${missing.join(", ")}`);
  }
  return { mode: input.mode, domains: [...new Set(resolved.filter((id) => id !== undefined))] };
}
