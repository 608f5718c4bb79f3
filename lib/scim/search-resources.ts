import type { ScimClient } from "@/lib/identity/actor";
import { schemaNames } from "./attribute-definitions";
import { exactValues } from "./filter/exact-values";
import { type AttributePath, pathsOf } from "./filter/filter-tree";
import { matchesFilter, valuesAt } from "./filter/matches-filter";
import { badRequest } from "./scim-refusal";
import type { Resource, ResourceKind } from "./scim-resource";
import type { Search } from "./search-input";
import { everything, isSelected, type Selection, selectAttributes } from "./select-attributes";

/** More than this many resources are not looked through for one list. */
export const mostLookedThrough = 20_000;
const atOnce = 1_000;

/** The same of values that are kept apart, such as members; and no answer holds more of them, but for one resource's own. */
export const mostValues = 50_000;

/**
 * A list of resources of the client's home, of one kind or of several. Without a filter and an order the database pages;
 * else what the filter leaves possible is looked through. Members are read for the page alone and where they are asked
 * for; a page whose groups have very many is shorter, never a group's list of members (RFC 7644, 3.4.2.4: fewer results
 * than `count` may come, and the client goes on where they end).
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
    return listResponse(search, total, await completed(client, kinds, page, selection));
  }
  const found: Resource[] = [];
  for (const kind of kinds) found.push(...(await matching(client, kind, search)));
  if (sortBy) found.sort(byAttribute(kinds, search));
  const page = await completed(client, kinds, found.slice(skip, skip + count), selection);
  return listResponse(search, found.length, page);
}

function listResponse({ startIndex, selection }: Search, totalResults: number, page: readonly Resource[]) {
  return {
    schemas: [schemaNames.list],
    totalResults,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map((resource) => selectAttributes(resource, selection)),
  };
}

/** Resources with what is kept apart, if it is asked for: all of them, or the first as many as an answer can hold. */
export async function completed(
  client: ScimClient,
  kinds: readonly ResourceKind[],
  page: readonly Resource[],
  selection: Selection,
): Promise<readonly Resource[]> {
  const asked = kinds.flatMap(({ name, apart }) =>
    apart && isSelected(selection, apart.attribute) ? { name, apart } : [],
  );
  let whole = page;
  for (const { name, apart } of asked) {
    const isOfKind = ({ meta }: Resource) => meta.resourceType === name;
    const ids = whole.filter(isOfKind).map(({ id }) => id);
    const byId = await apart.complete(client, ids, mostValues);
    const end = whole.findIndex((one) => isOfKind(one) && !byId.has(one.id));
    whole = (end < 0 ? whole : whole.slice(0, end)).flatMap((one) => (isOfKind(one) ? (byId.get(one.id) ?? []) : one));
  }
  return whole;
}

async function matching(client: ScimClient, kind: ResourceKind, { filter, sortBy }: Search): Promise<Resource[]> {
  const exact = exactValues(filter);
  const isApart = (path: AttributePath) => path.attribute === kind.apart?.attribute;
  const comparesApart = (filter && pathsOf(filter).some(isApart)) || (sortBy && isApart(sortBy));
  const possible = await kind.count(client, exact);
  const values = comparesApart ? ((await kind.apart?.count(client, exact)) ?? 0) : 0;
  if (possible > mostLookedThrough || values > mostValues) {
    throw badRequest("tooMany", "Too many resources to look through; ask for less");
  }
  const found: Resource[] = [];
  for (let skip = 0; skip < possible; skip += atOnce) {
    const part = await kind.load(client, exact, { skip, take: atOnce });
    const compared = comparesApart ? await completed(client, [kind], part, everything) : part;
    found.push(...compared.filter((resource) => !filter || matchesFilter(filter, resource, kind.kinds)));
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
