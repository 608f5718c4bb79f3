import { condition, literalOf, type Terms, valueTypes } from "./expressions";
import {
  type Column,
  isReserved,
  type Place,
  type Relation,
  reachableOuter,
  readableRelations,
  sameName,
  termsOf,
  writeName,
} from "./scope";
import { writeSelect } from "./select";

export interface From {
  readonly sql: string;
  readonly relations: readonly Relation[];
}

interface Item {
  readonly sql: string;
  readonly relation: Relation;
}

const aliases = ["a", "b", "t", "orders", "customers", "Mixed Case", "group", "o2", "select", "payroll"];

/** A FROM clause of one to three relations, each under a name of its own. */
export function writeFrom(place: Place, simple: boolean, joining = true): From {
  const wanted = simple ? place.choices.below(2) : place.choices.pick([0, 1, 1, 2, 0, 1, 2]);
  const joins = place.profile.features.has("many joins") ? wanted : Math.min(joining ? 1 : 0, wanted);
  const first = fromItem({ ...place, joined: joins > 0 }, [], false);
  let from: From = { sql: first.sql, relations: [first.relation] };
  for (let count = 1; count <= joins; count += 1) from = join(place, from, count === joins);
  return from;
}

function freshAlias({ profile, joined }: Place, used: readonly Relation[], wanted: string, own?: string): string {
  const isHidden = profile.features.has("aliases hide tables");
  const names = used.flatMap(({ name, table }) => (isHidden || table === undefined ? [name] : [name, table]));
  const unwritable = (name: string) =>
    !profile.features.has("reserved aliases") && isReserved(name) && (joined === true || name !== own);
  const taken = (name: string) => names.some((one) => sameName(one, name)) || unwritable(name);
  if (!taken(wanted)) return wanted;
  return aliases.find((name) => !taken(name)) ?? `r${used.length}`;
}

function fromItem(place: Place, used: readonly Relation[], lateral: boolean): Item {
  const { choices, profile } = place;
  const kind = choices.below(10);
  if (place.depth > 0 && (kind === 7 || kind === 8)) return derived(place, used, lateral);
  if (kind === 9 && profile.features.has("values in from")) return valuesItem(place, used);
  if (kind === 6 && choices.chance(40) && profile.features.has("series in from")) return seriesItem(place, used);
  return namedItem(place, used);
}

function namedItem(place: Place, used: readonly Relation[]): Item {
  const { choices, profile } = place;
  const relation = choices.pick(readableRelations(place));
  const isTable = place.tables.includes(relation);
  const alias = freshAlias(place, used, choices.chance(50) ? choices.pick(aliases) : relation.name, relation.name);
  const written = `${isTable && choices.chance(15) ? "public." : ""}${writeName(profile, relation.name)}`;
  const sql = alias === relation.name ? written : `${written} ${choices.pick(["AS ", ""])}${writeName(profile, alias)}`;
  return { sql, relation: { name: alias, columns: relation.columns, table: relation.name } };
}

function derived(place: Place, used: readonly Relation[], lateral: boolean): Item {
  const { choices, profile } = place;
  const alias = freshAlias(place, used, choices.pick(aliases));
  const sees = lateral ? [...termsOf(place, used), ...reachableOuter(place.outer, used)] : [];
  const inner: Place = { ...place, depth: place.depth - 1, outer: sees, joined: false };
  const query = writeSelect(inner, { named: true });
  const rename = choices.chance(15) && profile.features.has("derived column names");
  const columns = rename ? query.columns.map((column, index) => ({ ...column, name: `k${index + 1}` })) : query.columns;
  const list = rename ? `(${columns.map((column) => column.name).join(", ")})` : "";
  const sql = `${lateral ? "LATERAL " : ""}(${query.sql}) AS ${writeName(profile, alias)}${list}`;
  return { sql, relation: { name: alias, columns } };
}

function valuesItem(place: Place, used: readonly Relation[]): Item {
  const { choices, profile } = place;
  const alias = freshAlias(place, used, choices.pick(["v", "orders", "Values"]));
  const types = choices.several(1, 3, () => choices.pick(valueTypes.filter((type) => type !== "boolean")));
  const names = ["id", "region", "note"].slice(0, types.length);
  const rows = choices.several(1, 4, (index) =>
    profile.valuesRow(
      types.map((type) => (index > 0 && choices.chance(15) ? "NULL" : profile.cast(literalOf(place, type), type))),
    ),
  );
  const sql = `(VALUES ${rows.join(", ")}) AS ${writeName(profile, alias)}(${names.join(", ")})`;
  return {
    sql,
    relation: { name: alias, columns: names.map((name, index) => ({ name, type: types[index] ?? "integer" })) },
  };
}

function seriesItem(place: Place, used: readonly Relation[]): Item {
  const alias = freshAlias(place, used, place.choices.pick(["g", "series"]));
  const sql = `generate_series(1, ${1 + place.choices.below(4)}) AS ${alias}(n)`;
  return { sql, relation: { name: alias, columns: [{ name: "n", type: "integer" }] } };
}

function join(place: Place, left: From, last: boolean): From {
  const { choices, profile } = place;
  const lateral = profile.features.has("lateral") && place.depth > 0 && choices.chance(12);
  const here = { ...place, joined: true };
  const item = lateral ? derived(here, left.relations, true) : fromItem(here, left.relations, false);
  const both = [...left.relations, item.relation];
  if (lateral) {
    return choices.chance(40)
      ? { sql: `${left.sql} CROSS JOIN ${item.sql}`, relations: both }
      : { sql: `${left.sql} ${choices.pick(["JOIN", "LEFT JOIN"])} ${item.sql} ON TRUE`, relations: both };
  }
  const merged = profile.features.has("using") && choices.chance(20) ? usingJoin(place, left, item) : undefined;
  if (merged !== undefined) return merged;
  if (left.relations.length < 2 && choices.chance(8)) {
    return {
      sql: `${left.sql}${last && profile.features.has("comma join") ? choices.pick([" CROSS JOIN ", ", "]) : " CROSS JOIN "}${item.sql}`,
      relations: both,
    };
  }
  const equality = joinEquality(place, left, item);
  if (equality === undefined) return left;
  if (profile.features.has("semi join") && choices.chance(10)) {
    return {
      sql: `${left.sql} ${choices.pick(["SEMI", "ANTI"])} JOIN ${item.sql} ON ${equality.sql}`,
      relations: left.relations,
    };
  }
  const kind = choices.pick(profile.joins);
  const readable = profile.features.has("right join keys") ? item.relation : without(item.relation, equality.rightKey);
  const plain: Terms = { place: { ...place, depth: 0 }, own: termsOf(place, both), outer: [] };
  const free = kind !== "FULL JOIN" && profile.features.has("join conditions");
  const more = free && choices.chance(25) ? ` AND ${condition(plain, 0)}` : "";
  return { sql: `${left.sql} ${kind} ${item.sql} ON ${equality.sql}${more}`, relations: [...left.relations, readable] };
}

interface Equality {
  readonly sql: string;
  readonly rightKey: Column;
}

function joinEquality(place: Place, left: From, item: Item): Equality | undefined {
  const qualified = (relations: readonly Relation[]) =>
    relations.flatMap((relation) =>
      relation.columns.map((column) => ({
        sql: `${writeName(place.profile, relation.name)}.${writeName(place.profile, column.name)}`,
        column,
      })),
    );
  const pairs = qualified(left.relations).flatMap((a) =>
    qualified([item.relation])
      .filter((b) => meet(place, a.column, b.column))
      .map((b) => ({ sql: `${a.sql} = ${b.sql}`, rightKey: b.column })),
  );
  return pairs.length > 0 ? place.choices.pick(pairs) : undefined;
}

function without(relation: Relation, key: Column): Relation {
  const columns = relation.columns.map((column) => (column === key ? { ...column, unreadable: true } : column));
  return { ...relation, columns };
}

/** Whether a join may compare the two. */
function meet({ profile }: Place, a: Column, b: Column): boolean {
  if (a.type !== b.type || a.type === "boolean") return false;
  return profile.features.has("mixed join keys") || (a.required === true && b.required === true);
}

/** USING over a column that each side has once. */
function usingJoin(place: Place, left: From, item: Item): From | undefined {
  const { choices, profile } = place;
  const [only, ...more] = left.relations;
  if (only === undefined || more.length > 0) return undefined;
  const shared = only.columns.filter((column) =>
    item.relation.columns.some((other) => other.name === column.name && meet(place, column, other)),
  );
  if (shared.length === 0) return undefined;
  const column = choices.pick(shared);
  const sql = `${left.sql} ${choices.pick(profile.usingJoins)} ${item.sql} USING (${writeName(profile, column.name)})`;
  const twin = item.relation.columns.find((other) => other.name === column.name);
  const readable =
    twin === undefined || profile.features.has("right join keys") ? item.relation : without(item.relation, twin);
  return { sql, relations: [only, readable] };
}
