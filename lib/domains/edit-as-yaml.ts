import { requirePermission } from "@/lib/authorization/require-permission";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { domainDefinitionSchema } from "./domain-definition-schema";
import { definitionToYaml, type ReadYaml, readDefinitionYaml } from "./domain-yaml";

/**
 * Reads a definition that somebody writes as YAML, for those who could save it: reading half a megabyte of text keeps the
 * server busy, which is nobody else's to ask for.
 *
 * @throws DomainError `forbidden`
 */
export function readAsYaml(actor: Actor, text: string): ReadYaml {
  requirePermission(actor, "domain:create");
  return readDefinitionYaml(text);
}

/**
 * Writes a definition in an editor as YAML, for those who could save it.
 *
 * @throws DomainError `forbidden`, `invalid_input`
 */
export function writeAsYaml(actor: Actor, definition: unknown): string {
  requirePermission(actor, "domain:create");
  return definitionToYaml(parseInput(domainDefinitionSchema, definition));
}
