import { DomainError } from "@/lib/errors";
import type { ParameterValue, PlaceholderValues } from "@/lib/sql/security-context";
import { requireNoDisabledTenancy } from "./assignment-parameters";
import type { PolicyDefinition } from "./policy-definition";
import { policyParameters } from "./policy-parameters";

/** Names that security speaks with; a filter can have none of them, whatever its values would be used for. */
const reserved = /^(?:tenant|user|current_user_\w*|filter)$/i;

/**
 * Viewer inputs as the placeholders `filter.<name>`, a namespace of their own. A filter that is called like a security
 * parameter refuses, so that nobody can mistake the one for the other (R07).
 *
 * @throws DomainError `invalid_input`
 */
export function filterPlaceholders(
  filters: Readonly<Record<string, ParameterValue>>,
  policies: readonly PolicyDefinition[],
): PlaceholderValues {
  const names = Object.keys(filters);
  if (names.length === 0) return {};
  const security = new Set(policies.flatMap(policyParameters).map((name) => name.toLowerCase()));
  for (const name of names) {
    const field = `filters.${name}`;
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(name)) throw refused(field, "This is not the name of a filter");
    if (reserved.test(name) || security.has(name.toLowerCase())) {
      throw refused(field, "This name belongs to a security parameter and cannot be a filter");
    }
    requireNoDisabledTenancy(filters[name], field);
  }
  return Object.fromEntries(
    names.map((name) => [`filter.${name}`, { value: filters[name] ?? null, origin: "viewer" }]),
  );
}

function refused(field: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { [field]: message });
}
