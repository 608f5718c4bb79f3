import type { DomainDefinition, DomainRelationship } from "../domain-definition-schema";
import { domainRefusal } from "./domain-refusal";

/** One relationship as it is gone along from a dataset that is there already. */
export interface JoinStep {
  readonly relationship: DomainRelationship;
  readonly parent: string;
  readonly child: string;
  readonly parentColumns: readonly string[];
  readonly childColumns: readonly string[];
  /** A row of the parent may meet several of the child. */
  readonly multiplies: boolean;
}

/** What a relationship is called in `via`: its name, or its datasets. People read it, so that it names no column. */
export function relationshipName({ name, from, to }: DomainRelationship): string {
  return name ?? `${from.dataset}_to_${to.dataset}`;
}

/**
 * The joins that lead from one dataset to all that are needed, each along the shortest way, parents before children. Two
 * equally short ways would give different rows, so that which is meant is asked, never guessed.
 *
 * @throws DomainError `query_refused`; with `via` in its fields when the ways can be told apart by it
 */
export function joinTree(
  definition: DomainDefinition,
  root: string,
  needed: ReadonlySet<string>,
  via: readonly string[] = [],
): readonly JoinStep[] {
  const steps = new Map<string, JoinStep>();
  for (const target of needed) {
    if (target === root) continue;
    for (const step of shortestWay(definition, root, target, via)) steps.set(step.child, step);
  }
  return inOrder(root, [...steps.values()]);
}

type Way = readonly JoinStep[];

function shortestWay(definition: DomainDefinition, root: string, target: string, via: readonly string[]): Way {
  const ways = shortestWays(definition, root, target);
  const [first] = ways;
  if (!first) {
    throw domainRefusal(`Nothing relates ${labelOf(definition, root)} to ${labelOf(definition, target)}`);
  }
  const named = (way: Way) => way.filter(({ relationship }) => via.includes(relationshipName(relationship))).length;
  const most = Math.max(...ways.map(named));
  const [chosen, other] = ways.filter((way) => named(way) === most);
  if (chosen && !other) return chosen;
  const told = ways
    .slice(0, 4)
    .map((way) => way.map(({ relationship }) => relationshipName(relationship)).join(" and "));
  throw domainRefusal(
    `Two ways lead from ${labelOf(definition, root)} to ${labelOf(definition, target)}: ${told.join(", or ")}. Say which one`,
    { via: told.join(", or ") },
  );
}

/** More of them at once than anybody could choose from. */
const mostWays = 1_000;

function shortestWays(definition: DomainDefinition, root: string, target: string): readonly Way[] {
  let ways: Way[] = [[]];
  const seen = new Set([root]);
  while (ways.length > 0) {
    const longer = ways.flatMap((way) =>
      stepsFrom(definition, way.at(-1)?.child ?? root).map((step) => [...way, step]),
    );
    const fresh = longer.filter((way) => !seen.has(way.at(-1)?.child ?? root));
    if (fresh.length > mostWays) throw domainRefusal("The datasets of this domain are related in too many ways");
    const arrived = fresh.filter((way) => way.at(-1)?.child === target);
    if (arrived.length > 0) return arrived;
    for (const way of fresh) seen.add(way.at(-1)?.child ?? root);
    ways = fresh;
  }
  return [];
}

function stepsFrom({ relationships }: DomainDefinition, dataset: string): JoinStep[] {
  return relationships.flatMap((relationship): JoinStep[] => {
    const { from, to, cardinality } = relationship;
    // A dataset that is related to itself is never another dataset.
    if (from.dataset === to.dataset) return [];
    const onward = {
      relationship,
      parent: from.dataset,
      child: to.dataset,
      parentColumns: from.columns,
      childColumns: to.columns,
    };
    const back = {
      relationship,
      parent: to.dataset,
      child: from.dataset,
      parentColumns: to.columns,
      childColumns: from.columns,
    };
    if (from.dataset === dataset) return [{ ...onward, multiplies: cardinality.endsWith("to_many") }];
    if (to.dataset === dataset) return [{ ...back, multiplies: cardinality.startsWith("many_to") }];
    return [];
  });
}

function inOrder(root: string, steps: readonly JoinStep[]): readonly JoinStep[] {
  const ordered: JoinStep[] = [];
  const reached = new Set([root]);
  let left = [...steps];
  while (left.length > 0) {
    const next = left.filter(({ parent }) => reached.has(parent));
    for (const step of next) reached.add(step.child);
    ordered.push(...next);
    left = left.filter((step) => !next.includes(step));
  }
  return ordered;
}

/** What people call a dataset. */
export function labelOf({ datasets }: DomainDefinition, name: string): string {
  return datasets.find((dataset) => dataset.name === name)?.label ?? name;
}
