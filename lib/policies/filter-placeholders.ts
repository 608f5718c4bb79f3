import { DomainError } from "@/lib/errors";
import type { ContextValue, Dialect, PlaceholderValues } from "@/lib/sql/security-context";
import { requireNoDisabledTenancy } from "./assignment-parameters";
import { openEnds } from "./open-ends";
import type { PolicyDefinition } from "./policy-definition";
import { policyParameters } from "./policy-parameters";
import { isNothingChosen, isViewerRange, type ViewerInput, type ViewerRange } from "./viewer-input";

/** Names that security speaks with; a filter can have none of them, whatever its values would be used for. */
const reserved = /^(?:tenant|user|current_user_\w*|filter)$/i;

/**
 * Viewer inputs as the placeholders `filter.<name>`, a namespace of their own. A filter that is called like a security
 * parameter refuses, so that nobody can mistake the one for the other (R07).
 *
 * Of a range, `.from` and `.to` are its first and last value and `.until` the day after the last; an open end is a value
 * beyond all of theirs, so that the same SQL serves. `.any` is whether nothing was chosen.
 *
 * @throws DomainError `invalid_input`
 */
export function filterPlaceholders(
  filters: Readonly<Record<string, ViewerInput>>,
  policies: readonly PolicyDefinition[],
  { sql, dialect }: { readonly sql: string; readonly dialect: Dialect },
): PlaceholderValues {
  const names = Object.keys(filters);
  if (names.length === 0) return {};
  requireFilterNames(filters, policies);
  const parts = partsIn(sql);
  return Object.fromEntries(
    names.flatMap((name) => {
      const input = filters[name] ?? null;
      return placeholdersOf(input, dialect)
        .filter(([part]) => part === "" || parts.has(`${name}.${part}`))
        .map(([part, value]) => [
          `filter.${name}${part && `.${part}`}`,
          { value, origin: "viewer" } satisfies ContextValue,
        ]);
    }),
  );
}

/**
 * Makes sure that no filter is called like something that security speaks with, or holds the literal that switched
 * tenancy off.
 *
 * @throws DomainError `invalid_input`
 */
export function requireFilterNames(
  filters: Readonly<Record<string, ViewerInput>>,
  policies: readonly PolicyDefinition[],
): void {
  const security = new Set(policies.flatMap(policyParameters).map((name) => name.toLowerCase()));
  for (const name of Object.keys(filters)) {
    const field = `filters.${name}`;
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(name)) throw refused(field, "This is not the name of a filter");
    if (reserved.test(name) || security.has(name.toLowerCase())) {
      throw refused(field, "This name belongs to a security parameter and cannot be a filter");
    }
    requireNoDisabledTenancy(filters[name], field);
  }
}

/** The parts that SQL names: a plan is kept for each shape of a context, so that unused ones would only multiply plans. */
function partsIn(sql: string): ReadonlySet<string> {
  return new Set(Array.from(sql.matchAll(/\{\{\s*filter\.([A-Za-z0-9_]+\.[a-z]+)\s*\}\}/g), ([, part]) => part ?? ""));
}

type Part = readonly [part: "" | "any" | "from" | "to" | "until", value: ContextValue["value"]];

function placeholdersOf(input: ViewerInput, dialect: Dialect): readonly Part[] {
  if (isViewerRange(input)) return partsOfRange(input, dialect);
  if (isNothingChosen(input)) {
    return [
      ["", input.standIn],
      ["any", true],
    ];
  }
  return [
    ["", input],
    ["any", false],
  ];
}

function partsOfRange({ of, from, to }: ViewerRange, dialect: Dialect): readonly Part[] {
  const [least, greatest] = openEnds[dialect][of];
  const last = to ?? greatest;
  return [
    ["any", from === undefined && to === undefined],
    ["from", from ?? least],
    ["to", last],
    ["until", typeof last === "string" ? dayAfter(last) : last],
  ];
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function refused(field: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { [field]: message });
}
