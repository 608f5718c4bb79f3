import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import type { ParameterValue } from "@/lib/sql/security-context";
import { requireNoDisabledTenancy } from "./assignment-parameters";
import { policyParameters } from "./policy-parameters";
import { definitionOf, definitionSelect } from "./policy-rows";

/** A policy as a token names it. */
export interface NamedPolicy {
  readonly name: string;
  readonly connectionId?: string;
  readonly params?: Readonly<Record<string, ParameterValue>>;
}

/** What a token says about policies, on the wire: connection, schema and row/column layer. */
export interface TokenPolicyInput {
  readonly cls?: readonly NamedPolicy[];
  readonly sls?: string;
  readonly rcls?: readonly NamedPolicy[];
}

/** The same by id, as a session keeps it. */
export interface TokenPolicies {
  readonly named: readonly {
    readonly policyId: string;
    readonly parameters: Readonly<Record<string, ParameterValue>>;
  }[];
  readonly schema: string | null;
}

/**
 * Finds the policies that a token names among those of the connections it will read. Naming a policy activates all its
 * layers, whichever field named it, so that both fields' values for one policy are put together. A policy that does not
 * exist, a name that several connections know, a parameter too few, too many or given twice differently: refused, since
 * a policy that was left out would be a restriction that is missing.
 *
 * @throws DomainError `invalid_input`
 */
export async function resolveTokenPolicies(
  projectId: string,
  connectionIds: readonly string[],
  input: TokenPolicyInput,
): Promise<TokenPolicies> {
  const references = [
    ...(input.cls ?? []).map((named) => ({ field: "cls", named })),
    ...(input.rcls ?? []).map((named) => ({ field: "rcls", named })),
  ];
  if (input.sls !== undefined) requireNoDisabledTenancy(input.sls, "sls");
  const rows =
    references.length === 0
      ? []
      : await policiesNamed(
          projectId,
          connectionIds,
          references.map(({ named }) => named.name),
        );
  const parametersOf = new Map<string, Record<string, ParameterValue>>();
  for (const { field, named } of references) {
    const policy = onlyMatch(field, named, rows);
    const before = parametersOf.get(policy.id) ?? {};
    parametersOf.set(policy.id, merged(field, named, before));
  }
  for (const [policyId, parameters] of parametersOf) {
    const row = rows.find(({ id }) => id === policyId);
    if (row) requireExactly(row.name, policyParameters(definitionOf(row)), parameters);
  }
  const named = [...parametersOf].map(([policyId, parameters]) => ({ policyId, parameters }));
  return { named, schema: input.sls ?? null };
}

type PolicyRow = Awaited<ReturnType<typeof policiesNamed>>[number];

function policiesNamed(projectId: string, connectionIds: readonly string[], names: readonly string[]) {
  return database.policy.findMany({
    where: { projectId, connectionId: { in: [...connectionIds] }, name: { in: [...names] } },
    select: { ...definitionSelect, connectionId: true },
  });
}

function onlyMatch(field: string, named: NamedPolicy, rows: readonly PolicyRow[]): PolicyRow {
  const matches = rows.filter(
    (row) => row.name === named.name && (named.connectionId === undefined || row.connectionId === named.connectionId),
  );
  const [policy] = matches;
  if (!policy) throw refused(field, `No policy ${named.name} exists on the connections that this token opens`);
  if (matches.length > 1)
    throw refused(field, `Several connections have a policy ${named.name}; give its connectionId`);
  return policy;
}

function merged(field: string, named: NamedPolicy, before: Readonly<Record<string, ParameterValue>>) {
  const parameters = { ...before };
  for (const [name, value] of Object.entries(named.params ?? {})) {
    requireNoDisabledTenancy(value, field);
    if (Object.hasOwn(before, name) && JSON.stringify(before[name]) !== JSON.stringify(value)) {
      throw refused(field, `The policy ${named.name} is given two values for ${name}`);
    }
    parameters[name] = value;
  }
  return parameters;
}

function requireExactly(
  policy: string,
  names: readonly string[],
  given: Readonly<Record<string, ParameterValue>>,
): void {
  const missing = names.find((name) => given[name] === undefined || given[name] === null);
  if (missing !== undefined) throw refused("params", `The policy ${policy} needs a value for ${missing}`);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) throw refused("params", `The policy ${policy} has no parameter ${unknown}`);
}

function refused(field: string, message: string): DomainError {
  return new DomainError("invalid_input", message, { [field]: message });
}
