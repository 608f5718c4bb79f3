import { DomainError } from "@/lib/errors";
import { parsePlaceholderName } from "@/lib/sql/placeholders";
import type { ParameterValue } from "@/lib/sql/security-context";
import { holdsTenancyLiteral, tenancyLiteralMessage } from "@/lib/tenancy-literal";
import type { AppliedKind, AppliedValue } from "./applied-policy";
import { isAmbientName, isPersonalName } from "./policy-parameters";
import type { ParameterValues } from "./policy-schema";

type Ambient = Readonly<Record<string, AppliedValue>>;

/** Kinds whose parameters were given to this very tenant, group or person. */
const personalKinds: ReadonlySet<AppliedKind> = new Set(["TENANT", "GROUP", "USER", "TOKEN"]);

/** The actor's own value that a parameter asks for: `{{ tenant.attributes.state }}` and nothing around it; else null. */
export function placeholderIn(value: ParameterValue): string | null {
  if (typeof value !== "string") return null;
  const inside = /^\s*\{\{([^{}]*)\}\}\s*$/.exec(value)?.[1];
  return inside === undefined ? null : (parsePlaceholderName(inside) ?? null);
}

/**
 * The literal that switched tenancy off in older systems is a value nowhere (R15), in a list or under any spelling.
 *
 * @throws DomainError `invalid_input`
 */
export function requireNoDisabledTenancy(value: unknown, field: string): void {
  if (!holdsTenancyLiteral(value)) return;
  throw new DomainError("invalid_input", tenancyLiteralMessage, { [field]: tenancyLiteralMessage });
}

/**
 * Checks parameter values before they are stored: only parameters the policy has, all of them, and placeholders that
 * somebody's own value can fill.
 *
 * @throws DomainError `invalid_input` with a message per parameter.
 */
export function checkParameters(given: ParameterValues, names: readonly string[]): void {
  const fields: Record<string, string> = {};
  for (const name of names) {
    if (given[name] === undefined || given[name] === null) fields[`parameters.${name}`] = `Give a value for ${name}`;
  }
  for (const [name, value] of Object.entries(given)) {
    const field = `parameters.${name}`;
    requireNoDisabledTenancy(value, field);
    if (!names.includes(name)) fields[field] = `The policy has no parameter ${name}`;
    else if (Array.isArray(value) && value.some((item) => item === null)) fields[field] = "A list cannot hold null";
    else fields[field] ??= placeholderProblem(value) ?? "";
    if (fields[field] === "") delete fields[field];
  }
  const message = Object.values(fields)[0];
  if (message !== undefined) throw new DomainError("invalid_input", message, fields);
}

/** Resolves stored values for one actor; what has no value for them is left out and refuses where it is needed. */
export function resolveParameters(
  stored: Readonly<Record<string, ParameterValue>>,
  kind: AppliedKind,
  origin: string,
  ambient: Ambient,
): Record<string, AppliedValue> {
  const entries = Object.entries(stored).flatMap(([name, value]) => {
    const placeholder = placeholderIn(value);
    const own = placeholder !== null && Object.hasOwn(ambient, placeholder) ? ambient[placeholder] : undefined;
    if (placeholder !== null && !own) return [];
    const personal =
      kind !== "ROLE" && (personalKinds.has(kind) || (placeholder !== null && isPersonalName(placeholder)));
    const resolved = own?.value ?? value;
    if (resolved === null || isDisabling(resolved)) return [];
    const from = own ? `${own.origin}, ${origin}` : origin;
    return [[name, { value: resolved, origin: from, personal, fromUser: own?.fromUser ?? false }] as const];
  });
  return Object.fromEntries(entries);
}

/** Whether any value waits for the tenant: without one, the assignment cannot be filled in. */
export function needsTenant(stored: Readonly<Record<string, ParameterValue>>): boolean {
  return Object.values(stored).some((value) => {
    const placeholder = placeholderIn(value);
    return placeholder?.startsWith("tenant.") || placeholder === "current_user_tenant()";
  });
}

/** Whether a value is, or a list holds, the literal that would switch tenancy off: such a value is as good as missing. */
export function isDisabling(value: ParameterValue): boolean {
  return holdsTenancyLiteral(value);
}

function placeholderProblem(value: ParameterValues[string]): string | undefined {
  const texts = Array.isArray(value) ? value : [value];
  if (!texts.some((text) => typeof text === "string" && /\{\{|\}\}/.test(text))) return undefined;
  const placeholder = Array.isArray(value) ? null : placeholderIn(value);
  if (placeholder !== null && isAmbientName(placeholder)) return undefined;
  return "A placeholder must be the whole value: {{ tenant.key }}, {{ tenant.attributes.x }}, {{ user.email }} or {{ user.attributes.x }}";
}
