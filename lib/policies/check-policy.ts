import { requirePermission } from "@/lib/authorization/require-permission";
import { findOwnConnection } from "@/lib/connections/connection-access";
import { decryptSettings } from "@/lib/connections/connection-settings";
import { ruleCovers } from "@/lib/connections/rule-coverage";
import { database } from "@/lib/database";
import { DomainError } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse-input";
import type { Actor } from "@/lib/identity/actor";
import { checkLayers, error } from "./check-layers";
import { checkRules } from "./check-rules";
import { dialectOf } from "./engine-dialect";
import { policyParameters } from "./policy-parameters";
import { definitionFromInput } from "./policy-rows";
import { type CheckedPolicyInput, type PolicyCheck, type PolicyInput, policyInputSchema } from "./policy-schema";
import { policySentence } from "./policy-sentence";
import { canOpen, withOpenings } from "./rule-openings";

/**
 * Says everything that is wrong with a policy before it is saved, which tables it covers, which parameters it needs and
 * what it means in words. Nothing is written.
 *
 * @throws DomainError `forbidden` without `policy:read`, `not_found` for a foreign connection.
 */
export async function checkPolicy(actor: Actor, input: PolicyInput): Promise<PolicyCheck> {
  requirePermission(actor, "policy:read");
  try {
    return await checkParsedPolicy(actor, parseInput(policyInputSchema, input), []);
  } catch (failure) {
    // A half-written form is what a live check is for: its gaps are problems like others.
    if (!(failure instanceof DomainError) || failure.code !== "invalid_input") throw failure;
    const problems = Object.entries(failure.fields ?? { "": failure.message });
    return {
      problems: problems.map(([path, message]) => error(path, message)),
      parameters: [],
      coveredTables: [],
      sentence: "",
    };
  }
}

/** The same for input that is parsed already; `storedSecrets` are names whose values the policy has. */
export async function checkParsedPolicy(
  actor: Actor,
  input: CheckedPolicyInput,
  storedSecrets: readonly string[],
): Promise<PolicyCheck> {
  const connection = await findOwnConnection(actor, input.connectionId);
  if (connection.projectId !== input.projectId) {
    throw new DomainError("invalid_input", "The connection belongs to another project", {
      connectionId: "The connection belongs to another project",
    });
  }
  const tables = await catalogTables(input.connectionId);
  const dialect = dialectOf(connection.engine);
  const [policy] = await withOpenings([definitionFromInput(input)], tables, dialect);
  if (!policy) throw new Error("A policy was lost while it was checked");
  const layerProblems = await checkLayers(input, decryptSettings(connection.settingsCiphertext), storedSecrets);
  const problems = [...layerProblems, ...(await checkRules(policy, tables, dialect))];
  if (!policy.connectionLayer && !policy.schemaLayer && policy.rules.length === 0) {
    problems.push(error("rules", "Give the policy at least one layer"));
  }
  const broken = layerProblems.some(({ severity }) => severity === "error");
  return {
    problems,
    parameters: broken ? [] : policyParameters(policy),
    coveredTables: coveredTables(policy.rules, tables),
    sentence: broken ? "" : policySentence(policy, tables, connection.engine),
  };
}

/**
 * Lets a policy without errors pass; warnings do not stop it.
 *
 * @throws DomainError `invalid_input` with a message per field.
 */
export function requireNoErrors({ problems }: PolicyCheck): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  const fields = Object.fromEntries(errors.toReversed().map(({ path, message }) => [path, message]));
  throw new DomainError("invalid_input", errors[0]?.message ?? "The policy is not valid", fields);
}

/** The tables that rules of a connection's policies are checked against. */
export async function catalogTables(connectionId: string) {
  const rows = await database.connectionTable.findMany({
    where: { connectionId, missingAt: null },
    select: { schema: true, name: true, columns: true },
    orderBy: [{ schema: "asc" }, { name: "asc" }],
  });
  return rows.map((row) => ({ ...row, columns: row.columns as { name: string; type: string }[] }));
}

function coveredTables(
  rules: ReturnType<typeof definitionFromInput>["rules"],
  tables: Awaited<ReturnType<typeof catalogTables>>,
) {
  return tables.flatMap((table) => {
    const covering = rules.flatMap((rule, index) => (ruleCovers(rule, table) ? [index] : []));
    const opens = covering.some((index) => rules[index] && canOpen(rules[index]));
    return covering.length === 0 ? [] : [{ schema: table.schema, name: table.name, rules: covering, opens }];
  });
}
