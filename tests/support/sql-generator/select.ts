import { condition, type Terms, value, valueTypes } from "./expressions";
import { writeFrom } from "./from";
import { groupedSelect } from "./grouped-select";
import {
  type Column,
  type Place,
  type Relation,
  reachableOuter,
  sameName,
  termsOf,
  type ValueType,
  writeName,
} from "./scope";
import { windowCall } from "./windows";

/** What a query is wanted for. */
export interface Wanted {
  /** Exactly these columns, as an arm of UNION or the right of IN has to give. */
  readonly types?: readonly ValueType[];
  /** Every column must have a name of its own, for the query around. */
  readonly named?: boolean;
  /** No joins to speak of, no windows. */
  readonly simple?: boolean;
}

export interface Query {
  readonly sql: string;
  readonly columns: readonly Column[];
  /** ORDER BY covers every column: the rows come in one order only. */
  readonly ordered: boolean;
}

export interface Item {
  readonly sql: string;
  readonly type: ValueType;
  /** What the column is called without an alias, if anything. */
  readonly name?: string;
  readonly required?: boolean;
}

const names = [
  "a",
  "total",
  "Total Sum",
  "id",
  "note",
  "cost",
  "select",
  "credit",
  "region",
  "Priority",
  "x",
  "tenant",
];

/** One SELECT; or a set operation of two. */
export function writeSelect(place: Place, wanted: Wanted): Query {
  const { choices } = place;
  if (!wanted.simple && place.depth > 0 && choices.chance(14)) return setOperation(place, wanted);
  if (choices.chance(35)) return groupedSelect(place, wanted);
  const star = wanted.types === undefined && choices.chance(12);
  return star ? starSelect(place, wanted) : plainSelect(place, wanted);
}

function plainSelect(place: Place, wanted: Wanted): Query {
  const { choices, profile } = place;
  const from = writeFrom(place, wanted.simple === true);
  const own = termsOf(place, from.relations);
  const terms: Terms = { place, own, outer: reachableOuter(place.outer, from.relations) };
  const where = choices.chance(50) ? ` WHERE ${condition(terms)}` : "";
  let ordering = false;
  const windows = profile.features.has("windows") && wanted.simple !== true && choices.chance(18);
  const types = wanted.types ?? choices.several(1, 4, () => choices.pick(valueTypes));
  const items = types.map((type): Item => {
    if (windows && type !== "boolean" && type !== "date" && choices.chance(50)) {
      const call = windowCall(terms, type, !ordering);
      ordering = ordering || call.ordering;
      return { sql: call.sql, type };
    }
    const sql = value(terms, type);
    return { sql, type, required: own.some((one) => one.sql === sql && one.required === true) };
  });
  const qualify =
    profile.features.has("qualify") && !ordering && wanted.simple !== true && choices.chance(8)
      ? ` QUALIFY ${windowCall(terms, "integer", true).sql} <= 2`
      : "";
  const distinct = choices.chance(12) && !windows && qualify === "" ? "DISTINCT " : "";
  const listed = selectList(place, items, wanted, from.relations);
  const sql = `SELECT ${distinct}${listed.sql} FROM ${from.sql}${where}${qualify}`;
  if (
    distinct === "" &&
    !windows &&
    qualify === "" &&
    profile.features.has("distinct on") &&
    own.some((one) => one.sql === items[0]?.sql) &&
    choices.chance(25)
  ) {
    return distinctOn(listed, items, `FROM ${from.sql}${where}`);
  }
  return orderAndLimit(place, sql, listed, wanted);
}

function starSelect(place: Place, wanted: Wanted): Query {
  const { choices, profile } = place;
  const from = writeFrom(place, true, profile.features.has("right join keys"));
  const terms: Terms = {
    place,
    own: termsOf(place, from.relations),
    outer: reachableOuter(place.outer, from.relations),
  };
  const where = choices.chance(50) ? ` WHERE ${condition(terms)}` : "";
  const one = from.relations[choices.below(from.relations.length)] ?? { name: "", columns: [] };
  const whole = from.relations.length === 1 && choices.chance(60);
  const star = whole ? "*" : `${writeName(profile, one.name)}.*`;
  const dropped = profile.features.has("star exclude") && one.columns.length > 1 && choices.chance(15);
  const columns = dropped ? one.columns.slice(1) : one.columns;
  const exclude = dropped ? ` EXCLUDE (${writeName(profile, one.columns[0]?.name ?? "")})` : "";
  const sql =
    whole && !dropped && profile.features.has("from first") && choices.chance(15)
      ? `FROM ${from.sql}${where}`
      : `SELECT ${star}${exclude} FROM ${from.sql}${where}`;
  return orderAndLimit(place, sql, { columns, named: from.relations.length === 1 }, wanted);
}

export interface SelectList {
  readonly sql: string;
  readonly columns: readonly Column[];
  /** Whether each column has a name that ORDER BY may use. */
  readonly named: boolean;
}

/** Columns with names; every one of its own where the query around must tell them apart. */
export function selectList(
  place: Place,
  items: readonly Item[],
  wanted: Wanted,
  sources: readonly Relation[],
): SelectList {
  const { choices, profile } = place;
  const columns: Column[] = [];
  let named = true;
  const parts = items.map((item, index) => {
    const alias = wanted.named === true || choices.chance(50);
    const wish = choices.pick(names);
    const among = (list: readonly Column[]) => list.some((column) => sameName(column.name, wish));
    const captures = profile.features.has("aliases everywhere") && sources.some((source) => among(source.columns));
    const name = among(columns) || (captures && !choices.chance(4)) ? freshName(`c${index + 1}`, sources) : wish;
    const widened = wanted.types !== undefined && !profile.features.has("mixed numbers");
    columns.push({ name, type: item.type, ...(item.required && !widened ? { required: true } : {}) });
    named = named && alias;
    const sql = widened ? profile.cast(item.sql, item.type) : item.sql;
    return alias ? `${sql} AS ${writeName(profile, name)}` : sql;
  });
  return { sql: parts.join(", "), columns, named };
}

function freshName(wish: string, sources: readonly Relation[]): string {
  const taken = sources.some(({ columns }) => columns.some((column) => sameName(column.name, wish)));
  return taken ? freshName(`${wish}x`, sources) : wish;
}

/** ORDER BY of every column, so that LIMIT cuts the same rows everywhere. */
export function orderAndLimit(
  place: Place,
  sql: string,
  { columns, named }: Pick<SelectList, "columns" | "named">,
  wanted: Wanted,
): Query {
  const { choices, profile } = place;
  const byOrdinal = profile.features.has("order by ordinal");
  const orderable = columns.length > 0 && wanted.types === undefined && (byOrdinal || named);
  if (!orderable || !choices.chance(35)) return { sql, columns, ordered: false };
  const ordinals = columns.map(
    ({ name }, index) => `${byOrdinal ? index + 1 : writeName(profile, name)}${direction(place)}`,
  );
  const turned = choices.below(columns.length);
  const order = [...ordinals.slice(turned), ...ordinals.slice(0, turned)].join(", ");
  const limit = choices.chance(40)
    ? ` LIMIT ${choices.pick([5, 1, 0, 3, 20])}${choices.chance(30) ? ` OFFSET ${choices.pick([1, 2])}` : ""}`
    : "";
  return { sql: `${sql} ORDER BY ${order}${limit}`, columns, ordered: true };
}

function direction({ choices, profile }: Place): string {
  const way = choices.pick(["", " DESC", " ASC"]);
  const nulls = profile.features.has("nulls order") ? choices.pick(["", "", " NULLS FIRST", " NULLS LAST"]) : "";
  return way + nulls;
}

function distinctOn(listed: SelectList, items: readonly Item[], rest: string): Query {
  const order = items.map((_, index) => `${index + 1}`).join(", ");
  const sql = `SELECT DISTINCT ON (${items[0]?.sql}) ${listed.sql} ${rest} ORDER BY ${order}`;
  return { sql, columns: listed.columns, ordered: true };
}

function setOperation(place: Place, wanted: Wanted): Query {
  const { choices, profile } = place;
  const inner: Place = { ...place, depth: place.depth - 1 };
  const types = wanted.types ?? choices.several(1, 3, () => choices.pick(valueTypes));
  const all = profile.features.has("set operation all")
    ? ["UNION ALL", "UNION", "INTERSECT ALL", "EXCEPT ALL"]
    : ["UNION ALL"];
  const more = profile.features.has("intersect and except") ? ["INTERSECT", "EXCEPT"] : [];
  const left = writeSelect(inner, { types, named: true });
  const right = writeSelect(inner, { types, simple: true });
  const sql = `(${left.sql}) ${choices.pick([...all, ...more])} (${right.sql})`;
  return orderAndLimit(
    place,
    sql,
    { columns: left.columns, named: profile.features.has("ordered set operation") },
    wanted,
  );
}
