import type { Filter } from "../filter/filter-tree";
import { badRequest } from "../scim-refusal";

/**
 * The value that a filter describes when nothing has it yet: `type eq "work"` is one of type work. Clients add values
 * that way.
 *
 * @throws ScimRefusal `noTarget` for a filter that describes no single value
 */
export function newElement(where: Filter): object {
  if (where.kind === "and") return { ...newElement(where.left), ...newElement(where.right) };
  if (where.kind === "compare" && where.operator === "eq" && !where.path.sub && where.value !== null) {
    return { [where.path.attribute]: where.value };
  }
  throw badRequest("noTarget", "Nothing has what the path describes");
}
