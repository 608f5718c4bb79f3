import { DomainError } from "@/lib/errors";
import { type BranchContext, branchTree } from "./branch-sql";
import { domainRefusal } from "./domain-refusal";
import { type JoinStep, labelOf } from "./join-tree";

/**
 * The dataset whose rows a query without measures is about: the one from which everything asked for is told of each row
 * once, over the fewest relationships.
 *
 * @throws DomainError `query_refused` when there is none, or several that would give different rows
 */
export function rowsRoot(context: BranchContext): string {
  const asked = new Set(context.dimensions.map(({ dataset }) => dataset.name));
  let refusal: DomainError | undefined;
  const candidates: { readonly name: string; readonly tree: readonly JoinStep[] }[] = [];
  for (const { name } of context.definition.datasets) {
    try {
      const tree = branchTree(context, name);
      if (!tree.some(({ multiplies }) => multiplies)) candidates.push({ name, tree });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (asked.has(name)) refusal ??= error;
    }
  }
  const among = candidates.some(({ name }) => asked.has(name))
    ? candidates.filter(({ name }) => asked.has(name))
    : candidates;
  const fewest = Math.min(...among.map(({ tree }) => tree.length));
  const [chosen, other] = among.filter(({ tree }) => tree.length === fewest);
  if (!chosen)
    throw (
      refusal ??
      domainRefusal("What was chosen does not belong to the same rows. Add a measure, or leave one of them out")
    );
  // Related one to one, any of them gives the same rows.
  if (!other || asked.has(chosen.name)) return chosen.name;
  throw domainRefusal(
    `This could be rows of ${labelOf(context.definition, chosen.name)} or of ${labelOf(context.definition, other.name)}. Add a field of the one that is meant`,
  );
}
