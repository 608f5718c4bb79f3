import { condition, literalOf, type Terms, valueTypes } from "./expressions";
import {
  type Place,
  type Relation,
  reachableOuter,
  readableRelations,
  sameName,
  type Term,
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
export function writeFrom(place: Place, simple: boolean): From {
  const first = fromItem(place, [], false);
  let from: From = { sql: first.sql, relations: [first.relation] };
  const joins = simple ? place.choices.below(2) : place.choices.pick([0, 1, 1, 2, 0, 1, 2]);
  for (let count = 1; count <= joins; count += 1) from = join(place, from, count === joins);
  return from;
}

function freshAlias(used: readonly Relation[], wanted: string): string {
  const taken = (name: string) => used.some((relation) => sameName(relation.name, name));
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
  const alias = freshAlias(used, choices.chance(50) ? choices.pick(aliases) : relation.name);
  const written = `${isTable && choices.chance(15) ? "public." : ""}${writeName(profile, relation.name)}`;
  const sql = alias === relation.name ? written : `${written} ${choices.pick(["AS ", ""])}${writeName(profile, alias)}`;
  return { sql, relation: { name: alias, columns: relation.columns } };
}

function derived(place: Place, used: readonly Relation[], lateral: boolean): Item {
  const { choices, profile } = place;
  const alias = freshAlias(used, choices.pick(aliases));
  const sees = lateral ? [...termsOf(place, used), ...reachableOuter(place.outer, used)] : [];
  const inner: Place = { ...place, depth: place.depth - 1, outer: sees };
  const query = writeSelect(inner, { named: true });
  const rename = choices.chance(15) && profile.features.has("derived column names");
  const columns = rename ? query.columns.map((column, index) => ({ ...column, name: `k${index + 1}` })) : query.columns;
  const list = rename ? `(${columns.map((column) => column.name).join(", ")})` : "";
  const sql = `${lateral ? "LATERAL " : ""}(${query.sql}) AS ${writeName(profile, alias)}${list}`;
  return { sql, relation: { name: alias, columns } };
}

function valuesItem(place: Place, used: readonly Relation[]): Item {
  const { choices, profile } = place;
  const alias = freshAlias(used, choices.pick(["v", "orders", "Values"]));
  const types = choices.several(1, 3, () => choices.pick(valueTypes.filter((type) => type !== "boolean")));
  const names = ["id", "region", "note"].slice(0, types.length);
  const rows = choices.several(1, 4, (index) =>
    profile.valuesRow(
      types.map((type) =>
        index > 0 && choices.chance(15) ? "NULL" : `CAST(${literalOf(place, type)} AS ${profile.types[type]})`,
      ),
    ),
  );
  const sql = `(VALUES ${rows.join(", ")}) AS ${writeName(profile, alias)}(${names.join(", ")})`;
  return {
    sql,
    relation: { name: alias, columns: names.map((name, index) => ({ name, type: types[index] ?? "integer" })) },
  };
}

function seriesItem(place: Place, used: readonly Relation[]): Item {
  const alias = freshAlias(used, place.choices.pick(["g", "series"]));
  const sql = `generate_series(1, ${1 + place.choices.below(4)}) AS ${alias}(n)`;
  return { sql, relation: { name: alias, columns: [{ name: "n", type: "integer" }] } };
}

function join(place: Place, left: From, last: boolean): From {
  const { choices, profile } = place;
  const lateral = profile.features.has("lateral") && place.depth > 0 && choices.chance(12);
  const item = lateral ? derived(place, left.relations, true) : fromItem(place, left.relations, false);
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
      sql: `${left.sql}${last ? choices.pick([" CROSS JOIN ", ", "]) : " CROSS JOIN "}${item.sql}`,
      relations: both,
    };
  }
  const equality = joinEquality(place, left, item);
  if (equality === undefined) return left;
  if (profile.features.has("semi join") && choices.chance(10)) {
    return {
      sql: `${left.sql} ${choices.pick(["SEMI", "ANTI"])} JOIN ${item.sql} ON ${equality}`,
      relations: left.relations,
    };
  }
  const kinds = ["JOIN", "LEFT JOIN", "RIGHT JOIN", ...(profile.features.has("full join") ? ["FULL JOIN"] : [])];
  const kind = choices.pick(kinds);
  const plain: Terms = { place: { ...place, depth: 0 }, own: termsOf(place, both), outer: [] };
  const more = kind !== "FULL JOIN" && choices.chance(25) ? ` AND ${condition(plain, 0)}` : "";
  return { sql: `${left.sql} ${kind} ${item.sql} ON ${equality}${more}`, relations: both };
}

function joinEquality(place: Place, left: From, item: Item): string | undefined {
  const qualified = (relations: readonly Relation[]): Term[] =>
    relations.flatMap((relation) =>
      relation.columns.map((column) => ({
        sql: `${writeName(place.profile, relation.name)}.${writeName(place.profile, column.name)}`,
        type: column.type,
      })),
    );
  const pairs = qualified(left.relations).flatMap((a) =>
    qualified([item.relation])
      .filter((b) => a.type === b.type && a.type !== "boolean")
      .map((b) => `${a.sql} = ${b.sql}`),
  );
  return pairs.length > 0 ? place.choices.pick(pairs) : undefined;
}

/** USING over a column that each side has once. */
function usingJoin(place: Place, left: From, item: Item): From | undefined {
  const { choices, profile } = place;
  const [only, ...more] = left.relations;
  if (only === undefined || more.length > 0) return undefined;
  const shared = only.columns.filter((column) =>
    item.relation.columns.some(
      (other) => other.name === column.name && other.type === column.type && other.type !== "boolean",
    ),
  );
  if (shared.length === 0) return undefined;
  const column = choices.pick(shared);
  const kinds = ["JOIN", "LEFT JOIN", ...(profile.features.has("full join") ? ["FULL JOIN"] : [])];
  const sql = `${left.sql} ${choices.pick(kinds)} ${item.sql} USING (${writeName(profile, column.name)})`;
  return { sql, relations: [only, item.relation] };
}
