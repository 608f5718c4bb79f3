import type { DomainDefinition } from "../domain-definition-schema";

/**
 * Letters that begin no name in the definition: ClickHouse reads the name that a column is given wherever else it
 * stands in the SELECT, so that a made-up one must be nobody's.
 */
export function namePrefix(definition: DomainDefinition): string {
  const text = JSON.stringify(definition).toLowerCase();
  let prefix = "c";
  while (new RegExp(`(?<![a-z0-9_])${prefix}(?:q|\\d)`).test(text)) prefix += "c";
  return prefix;
}
