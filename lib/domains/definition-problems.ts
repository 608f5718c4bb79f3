import type { Actor } from "@/lib/identity/actor";
import { contextSubjects } from "@/lib/policies/context-subject";
import { resolveSecurityContext } from "@/lib/policies/resolve-security-context";
import { secureSql } from "@/lib/sql/secure-sql";
import type { SecurityContext } from "@/lib/sql/security-context";
import { SqlRefusal } from "@/lib/sql/sql-refusal";
import { domainDialect } from "./compile/domain-dialect";
import { relationshipName } from "./compile/join-tree";
import { datasetSql, type Spelling } from "./compile/source-columns";
import { whyNotInsertable } from "./compile/written-sql";
import type { DomainDataset, DomainDefinition } from "./domain-definition-schema";
import { ratioProblems } from "./ratio-problems";

/** What is wrong with a definition, and where: `datasets.0.dimensions.2.column`. */
export interface DefinitionProblem {
  readonly path: string;
  readonly message: string;
}

/** One thing that a definition says of a dataset's rows: SQL that must be answerable over them alone. */
interface Claim {
  readonly path: string;
  readonly sql: string;
}

/**
 * Everything in a definition that its author could not ask the connection for: unknown tables and columns, SQL that the
 * guard refuses, relationships to nowhere. Nothing is run, no row is read; what the author's own policies hide is
 * unknown here, too.
 *
 * @throws DomainError `not_found` for a foreign connection, and what resolving the author's policies throws
 */
export async function definitionProblems(
  actor: Actor,
  connectionId: string,
  definition: DomainDefinition,
): Promise<readonly DefinitionProblem[]> {
  const subjects = contextSubjects(actor, { tokenPolicies: null });
  const sql = definition.datasets.map((dataset) => dataset.sql ?? dataset.table?.name ?? "").join("\n");
  const { security } = await resolveSecurityContext({ connectionId, sql, subjects, filters: {} });
  const spelling: Spelling = { name: security.dialect, dialect: domainDialect(security.dialect), prefix: "c" };
  const problems = [...relationProblems(definition), ...ratioProblems(definition)];
  for (const [index, dataset] of definition.datasets.entries()) {
    problems.push(...(await datasetProblems(definition, dataset, index, spelling, security)));
  }
  return problems;
}

function relationProblems({ datasets, relationships }: DomainDefinition): DefinitionProblem[] {
  const names = relationships.map(relationshipName);
  const known = new Set(datasets.map(({ name }) => name));
  return relationships.flatMap(({ from, to }, index): DefinitionProblem[] => {
    const path = `relationships.${index}`;
    const unknown = (["from", "to"] as const).filter((side) => !known.has({ from, to }[side].dataset));
    const isDouble = names.indexOf(names[index] ?? "") !== index;
    return [
      ...unknown.map((side) => ({ path: `${path}.${side}.dataset`, message: "There is no such dataset" })),
      ...(isDouble
        ? [{ path: `${path}.name`, message: "Another relationship is called so; give this one a name" }]
        : []),
      ...(from.dataset === to.dataset
        ? [{ path: `${path}.to.dataset`, message: "Relate two different datasets" }]
        : []),
    ];
  });
}

async function datasetProblems(
  definition: DomainDefinition,
  dataset: DomainDataset,
  index: number,
  spelling: Spelling,
  security: SecurityContext,
): Promise<DefinitionProblem[]> {
  const path = `datasets.${index}`;
  const { claims, problems } = claimsOf(definition, dataset, index, spelling);
  const place = dataset.sql === undefined ? `${path}.table` : `${path}.sql`;
  const reason = dataset.sql === undefined ? null : whyNotInsertable(dataset.sql, spelling.name);
  if (reason !== null) return [...problems, { path: place, message: reason }];
  const source = await refusalOf(security, () => `SELECT 1 AS c FROM ${datasetSql(dataset, spelling)}`);
  if (source !== null) return [...problems, { path: place, message: source }];
  const ask = (asked: readonly Claim[]) =>
    refusalOf(security, () => {
      const columns = asked.map(({ sql }, at) => `${sql} AS c${at}`);
      return `SELECT ${columns.join(", ")} FROM ${datasetSql(dataset, spelling)}`;
    });
  // All at once first: a definition without problems is read once a dataset.
  if (claims.length === 0 || (await ask(claims)) === null) return problems;
  for (const claim of claims) {
    const message = await ask([claim]);
    if (message !== null) problems.push({ path: claim.path, message });
  }
  return problems;
}

function claimsOf({ relationships }: DomainDefinition, dataset: DomainDataset, index: number, spelling: Spelling) {
  const claims: Claim[] = [];
  const problems: DefinitionProblem[] = [];
  const path = `datasets.${index}`;
  const column = (at: string, name: string) => {
    try {
      claims.push({ path: at, sql: spelling.dialect.quote(name) });
    } catch {
      problems.push({ path: at, message: "A column with such a name cannot be used" });
    }
  };
  const expression = (at: string, sql: string, around: (inner: string) => string) => {
    const reason = whyNotInsertable(sql, spelling.name);
    if (reason === null) claims.push({ path: at, sql: around(`(${sql})`) });
    else problems.push({ path: at, message: reason });
  };
  const asIs = (sql: string) => sql;
  dataset.primaryKey?.forEach((name, at) => {
    column(`${path}.primaryKey.${at}`, name);
  });
  for (const kind of ["dimensions", "measures"] as const) {
    dataset[kind].forEach((field, at) => {
      const here = `${path}.${kind}.${at}`;
      if (field.column !== undefined) column(`${here}.column`, field.column);
      if (field.expression !== undefined) expression(`${here}.expression`, field.expression, asIs);
      if ("filter" in field && field.filter !== undefined) {
        expression(`${here}.filter`, field.filter, (sql) => `CASE WHEN ${sql} THEN 1 END`);
      }
    });
  }
  relationships.forEach(({ from, to }, at) => {
    for (const [side, { dataset: name, columns }] of [
      ["from", from],
      ["to", to],
    ] as const) {
      if (name !== dataset.name) continue;
      columns.forEach((one, n) => {
        column(`relationships.${at}.${side}.columns.${n}`, one);
      });
    }
  });
  return { claims, problems };
}

/** The guard's word, or null. A value that only a reader has is no problem of the definition's. */
async function refusalOf(security: SecurityContext, write: () => string): Promise<string | null> {
  try {
    await secureSql(write(), security);
    return null;
  } catch (error) {
    if (error instanceof SqlRefusal) return error.code === "sql_parameter_missing" ? null : error.message;
    if (error instanceof Error && error.name === "DomainError") return error.message;
    throw error;
  }
}
