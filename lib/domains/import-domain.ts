import { requirePermission } from "@/lib/authorization/require-permission";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { getDomain } from "./domain-queries";
import { type DomainView, type ImportDomainInput, importDomainSchema } from "./domain-schema";
import { definitionFromYaml, definitionToYaml } from "./domain-yaml";
import { updateDomain } from "./update-domain";

/**
 * Makes a domain's definition what a YAML text says, through the same checks as a definition that is typed in.
 *
 * @throws DomainError `forbidden`, `not_found`, `conflict`, `invalid_input` with line and column
 */
export async function importDomain(actor: Actor, domainId: string, input: ImportDomainInput): Promise<DomainView> {
  requirePermission(actor, "domain:update");
  const { yaml, version } = parseInput(importDomainSchema, input);
  await getDomain(actor, domainId);
  return updateDomain(actor, domainId, { definition: definitionFromYaml(yaml), version });
}

/**
 * A domain's definition as YAML, for those who manage domains.
 *
 * @throws DomainError `forbidden`, `not_found`
 */
export async function exportDomain(actor: Actor, domainId: string): Promise<{ readonly yaml: string }> {
  requirePermission(actor, "domain:update");
  const { management } = await getDomain(actor, domainId);
  if (!management) throw notFound("Domain");
  return { yaml: definitionToYaml(management.definition) };
}
