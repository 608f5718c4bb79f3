import type { ScimClient } from "@/lib/identity/actor";
import { schemaNames } from "./attribute-definitions";
import { exactValues } from "./filter/exact-values";
import { matchesFilter, valuesAt } from "./filter/matches-filter";
import { badRequest } from "./scim-refusal";
import type { Resource, ResourceKind } from "./scim-resource";
import type { Search } from "./search-input";
import { selectAttributes } from "./select-attributes";

/** More than this many resources are not looked through for one list. */
export const mostLookedThrough = 20_000;
const atOnce = 1_000;

/**
 * A list of resources of the client's home, of one kind or of several. Without a filter and an order the database pages;
 * else what the filter leaves possible is looked through.
 *
 * @throws ScimRefusal `tooMany` when that would be too much
 */
export async function searchResources(client: ScimClient, kinds: readonly ResourceKind[], search: Search) {
  const [only] = kinds;
  const { filter, sortBy, startIndex, count, selection } = search;
  const skip = startIndex - 1;
  if (kinds.length === 1 && only && !filter && !sortBy) {
    const [total, page] = await Promise.all([
      only.count(client, new Map()),
      count === 0 ? [] : only.load(client, new Map(), { skip, take: count }),
    ]);
    return listResponse(search, total, page);
  }
  const found: Resource[] = [];
  for (const kind of kinds) found.push(...(await matching(client, kind, search)));
  if (sortBy) found.sort(byAttribute(kinds, search));
  return listResponse(search, found.length, found.slice(skip, skip + count));

  function listResponse({ startIndex: from }: Search, totalResults: number, page: readonly Resource[]) {
    return {
      schemas: [schemaNames.list],
      totalResults,
      startIndex: from,
      itemsPerPage: page.length,
      Resources: page.map((resource) => selectAttributes(resource, selection)),
    };
  }
}

async function matching(client: ScimClient, kind: ResourceKind, { filter }: Search): Promise<Resource[]> {
  const exact = exactValues(filter);
  const possible = await kind.count(client, exact);
  if (possible > mostLookedThrough) throw badRequest("tooMany", "Too many resources to look through; ask for less");
  const found: Resource[] = [];
  for (let skip = 0; skip < possible; skip += atOnce) {
    const part = await kind.load(client, exact, { skip, take: atOnce });
    found.push(...part.filter((resource) => !filter || matchesFilter(filter, resource, kind.kinds)));
  }
  return found;
}

/** Text without regard to case, as filters compare it; what has no value comes last, or first when descending. */
function byAttribute(kinds: readonly ResourceKind[], { sortBy, descending }: Search) {
  const keys = new Map<string, string | null>();
  const keyOf = (resource: Resource) => {
    const known = keys.get(resource.id);
    if (known !== undefined) return known;
    const kind = kinds.find(({ name }) => name === resource.meta.resourceType);
    const value = sortBy && kind ? valuesAt(resource, sortBy, kind.kinds)[0] : undefined;
    const isExact = sortBy && kind?.kinds.kindOf("", sortBy) === "exact";
    const text = value === undefined || typeof value === "object" ? null : String(value);
    const key = isExact ? text : (text?.toLowerCase() ?? null);
    keys.set(resource.id, key);
    return key;
  };
  const direction = descending ? -1 : 1;
  return (left: Resource, right: Resource) => direction * compareKeys(keyOf(left), keyOf(right));
}

function compareKeys(left: string | null, right: string | null): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}
