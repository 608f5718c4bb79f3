import { DomainError } from "@/lib/errors";
import type { ParameterValue, PlaceholderValues } from "@/lib/sql/security-context";
import { requireNoDisabledTenancy } from "./assignment-parameters";

/**
 * Values of a semantic domain's query as the placeholders `query.<name>`: a namespace that no parameter of a policy and
 * no filter has (R07). Their names are made by the compiler, never by whoever asks.
 *
 * @throws DomainError `invalid_input`
 */
export function queryPlaceholders(values: Readonly<Record<string, ParameterValue>>): PlaceholderValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (!/^v\d{1,5}$/.test(name)) throw new DomainError("invalid_input", "This is not the name of a query's value");
      requireNoDisabledTenancy(value, "query");
      return [`query.${name}`, { value, origin: "query" }];
    }),
  );
}
