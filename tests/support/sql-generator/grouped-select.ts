import { condition, type Terms, term, value, valueTypes } from "./expressions";
import { writeFrom } from "./from";
import { type Place, reachableOuter, type Term, termsOf, type ValueType } from "./scope";
import { type Item, orderAndLimit, type Query, selectList, type Wanted } from "./select";

/** A query of groups: keys, aggregates, and what can be made of both. */
export function groupedSelect(place: Place, wanted: Wanted): Query {
  const { choices } = place;
  const from = writeFrom(place, wanted.simple === true);
  const rows: Terms = {
    place,
    own: termsOf(place, from.relations),
    outer: reachableOuter(place.outer, from.relations),
  };
  const where = choices.chance(45) ? ` WHERE ${condition(rows)}` : "";
  const flat: Terms = { ...rows, place: { ...place, depth: 0 }, outer: [] };
  const keys = choices.several(0, 3, () => key(flat));
  const types = wanted.types ?? choices.several(1, 4, () => choices.pick(valueTypes));
  const items = types.map((type) => groupedItem(flat, keys, type));
  const grouping = groupBy(place, keys, items);
  const windowed = items.some(({ sql }) => /\bOVER\b/.test(sql));
  const mayHave = !windowed || place.profile.features.has("having beside windows");
  const having =
    choices.chance(25) && mayHave
      ? ` HAVING ${aggregate(flat, "integer")} ${choices.pick([">", "<=", "<>"])} ${choices.below(5)}`
      : "";
  const listed = selectList(place, items, wanted, from.relations);
  return orderAndLimit(place, `SELECT ${listed.sql} FROM ${from.sql}${where}${grouping}${having}`, listed, wanted);
}

/** A group key is a column, or an expression of one. */
function key(terms: Terms): Term {
  const { choices, profile } = terms.place;
  const column = choices.pick(terms.own);
  if (!choices.chance(25)) return column;
  if (column.type === "text") return { sql: `upper(${column.sql})`, type: "text" };
  if (column.type === "integer") return { sql: `coalesce(${column.sql}, 0)`, type: "integer" };
  if (column.type === "date") return { sql: profile.monthStart(column.sql), type: "date" };
  return column;
}

function groupBy({ choices, profile }: Place, keys: readonly Term[], items: readonly Item[]): string {
  const written = [...new Set(keys.map((one) => one.sql))];
  if (written.length === 0) return "";
  if (profile.features.has("grouping sets") && choices.chance(15)) {
    return choices.pick([
      ` GROUP BY ROLLUP (${written.join(", ")})`,
      ` GROUP BY CUBE (${written.join(", ")})`,
      ` GROUP BY GROUPING SETS (${written.map((one) => `(${one})`).join(", ")}, ())`,
    ]);
  }
  const byOrdinal = written.map((one) => {
    const position = items.findIndex((item) => item.sql === one);
    return position >= 0 && profile.features.has("group by ordinal") && choices.chance(20) ? `${position + 1}` : one;
  });
  return ` GROUP BY ${byOrdinal.join(", ")}`;
}

function groupedItem(terms: Terms, keys: readonly Term[], type: ValueType): Item {
  const { choices, profile } = terms.place;
  const fitting = keys.filter((one) => one.type === type);
  if (fitting.length > 0 && !choices.chance(40)) return { sql: choices.pick(fitting).sql, type };
  const sql = aggregate(terms, type);
  if (type === "integer" && profile.features.has("windows") && choices.chance(10))
    return { sql: `rank() OVER (ORDER BY ${sql})`, type };
  return { sql: choices.chance(15) && type !== "boolean" ? `coalesce(${sql}, ${sql})` : sql, type };
}

function aggregate(terms: Terms, type: ValueType): string {
  const { choices, profile } = terms.place;
  const filter =
    profile.features.has("filter clause") && choices.chance(20) ? ` FILTER (WHERE ${condition(terms, 0)})` : "";
  const inner = () => value(terms, type, 1);
  switch (type) {
    case "integer":
      return choices.pick([
        () => `count(*)${filter}`,
        () => `sum(${inner()})${filter}`,
        () => `count(DISTINCT ${term(terms, choices.pick(valueTypes))})${filter}`,
        () => `max(${inner()})${filter}`,
        () => `count(${term(terms, "text")})${filter}`,
      ])();
    case "decimal":
      return choices.pick([
        () => profile.cast(profile.average(value(terms, "integer", 1)), "decimal"),
        () => `sum(${inner()})${filter}`,
        () => `min(${inner()})${filter}`,
      ])();
    case "text": {
      const columns = terms.own.filter((own) => own.type === "text");
      if (profile.features.has("ordered text aggregate") && columns.length > 0 && choices.chance(25)) {
        const column = choices.pick(columns).sql;
        return `string_agg(DISTINCT ${column}, ',' ORDER BY ${column})${filter}`;
      }
      return `${choices.pick(["max", "min"])}(${inner()})${filter}`;
    }
    case "date":
      return `${choices.pick(["max", "min"])}(${inner()})${filter}`;
    case "boolean":
      return `(count(*)${filter} > ${choices.below(4)})`;
  }
}
