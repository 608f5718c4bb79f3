import type { Dialect } from "@/lib/sql/security-context";
import type { DomainDefinition } from "../domain-definition-schema";
import type { BranchContext } from "./branch-sql";
import { domainDialect } from "./domain-dialect";
import { namePrefix } from "./name-prefix";
import { collectValues } from "./query-values";

/** What the branches of one query share: its fields and conditions, one supply of names, one of values. */
export function branchContext(
  definition: DomainDefinition,
  asked: Pick<BranchContext, "dimensions" | "conditions" | "via" | "weekStart">,
  name: Dialect,
): BranchContext {
  const prefix = namePrefix(definition);
  let counter = 0;
  const freshName = () => {
    counter += 1;
    return `${prefix}${counter - 1}`;
  };
  return {
    ...asked,
    definition,
    spelling: { name, dialect: domainDialect(name), prefix },
    values: collectValues(),
    dimensionNames: asked.dimensions.map(freshName),
    freshName,
  };
}
