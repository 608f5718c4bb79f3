import type { PolicyInput, PolicyView } from "@/lib/policies/policy-schema";

export type Pair = { readonly name: string; readonly value: string };

export type RuleValues = {
  scope: "table" | "column";
  table: string;
  allTablesWithColumn: string;
  filter: string;
  excludedColumns: readonly string[];
  maskedColumns: readonly Pair[];
  tenantColumns: readonly Pair[];
};

export type FileTemplate = { schema: string; table: string; path: string };

/** What the fields of the policy form hold. Names are those of the input, so that its error paths lead to fields. */
export type PolicyValues = {
  connectionId: string;
  name: string;
  description: string;
  connectionLayer: { on: boolean; urlTemplate: string; fileTemplates: FileTemplate[]; secrets: Record<string, string> };
  schemaLayer: { on: boolean; schemaTemplate: string; sharedSchemas: string[]; roleTemplate: string };
  rules: RuleValues[];
};

export const emptyRule: RuleValues = {
  scope: "table",
  table: "",
  allTablesWithColumn: "",
  filter: "",
  excludedColumns: [],
  maskedColumns: [],
  tenantColumns: [],
};

/** What a policy is called while it is checked and tried before it has a name, which says nothing about rows. */
export const unnamed = "unnamed";

/** What stands for a secret that is stored and stays. */
const kept = "***";

export function policyValues(connectionId: string, policy?: PolicyView): PolicyValues {
  const connection = policy?.connectionLayer;
  const schema = policy?.schemaLayer;
  return {
    connectionId,
    name: policy?.name ?? "",
    description: policy?.description ?? "",
    connectionLayer: {
      on: Boolean(connection),
      urlTemplate: connection?.urlTemplate ?? "",
      fileTemplates: connection?.fileTemplates ?? [],
      secrets: Object.fromEntries((policy?.secretNames ?? []).map((name) => [name, kept])),
    },
    schemaLayer: {
      on: Boolean(schema),
      schemaTemplate: schema?.schemaTemplate ?? "",
      sharedSchemas: schema?.sharedSchemas ?? [],
      roleTemplate: schema?.roleTemplate ?? "",
    },
    rules: policy?.rules.map(ruleValues) ?? [],
  };
}

/** The policy as lib takes it; layers that are off and fields that are empty are left out. */
export function policyInput(projectId: string, values: PolicyValues): PolicyInput {
  const { connectionLayer, schemaLayer, rules, ...rest } = values;
  return {
    projectId,
    ...rest,
    connectionLayer: connectionLayer.on
      ? {
          ...filled({ urlTemplate: connectionLayer.urlTemplate }),
          fileTemplates: connectionLayer.fileTemplates,
          secrets: Object.fromEntries(
            secretNames(connectionLayer.urlTemplate).flatMap((name) => {
              const value = connectionLayer.secrets[name];
              return value ? [[name, value]] : [];
            }),
          ),
        }
      : null,
    schemaLayer: schemaLayer.on
      ? {
          schemaTemplate: schemaLayer.schemaTemplate,
          sharedSchemas: schemaLayer.sharedSchemas,
          ...filled({ roleTemplate: schemaLayer.roleTemplate }),
        }
      : null,
    rules: rules.map((rule) => ({
      ...filled(rule.scope === "table" ? { table: rule.table } : { allTablesWithColumn: rule.allTablesWithColumn }),
      ...filled({ filter: rule.filter }),
      excludedColumns: [...rule.excludedColumns],
      maskedColumns: fromPairs(rule.maskedColumns),
      tenantColumns: fromPairs(rule.tenantColumns),
    })),
  };
}

/** Names of `{{ name@secret }}` in a template, in the order they stand there. */
export function secretNames(template: string): string[] {
  const names = [...template.matchAll(/\{\{\s*([A-Za-z_]\w*)\s*@\s*secret\s*\}\}/g)].map((match) => match[1] ?? "");
  return [...new Set(names)];
}

/** Whether something stands at a path of the input, e.g. `rules.0.filter`. */
export function isFilled(input: PolicyInput, path: string): boolean {
  let value: unknown = input;
  for (const part of path.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[part];
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function ruleValues(rule: PolicyView["rules"][number]): RuleValues {
  return {
    scope: rule.allTablesWithColumn ? "column" : "table",
    table: rule.table ?? "",
    allTablesWithColumn: rule.allTablesWithColumn ?? "",
    filter: rule.filter ?? "",
    excludedColumns: rule.excludedColumns,
    maskedColumns: toPairs(rule.maskedColumns),
    tenantColumns: toPairs(rule.tenantColumns),
  };
}

function toPairs(record: Readonly<Record<string, string>>): Pair[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

function fromPairs(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(pairs.filter(({ name }) => name !== "").map(({ name, value }) => [name, value]));
}

function filled<T extends Record<string, string>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== "")) as Partial<T>;
}
