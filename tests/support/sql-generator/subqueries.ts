import { condition, literalOf, type Terms, valueTypes } from "./expressions";
import {
  type Place,
  type Relation,
  reachableOuter,
  readableRelations,
  type Term,
  termsOf,
  type ValueType,
  writeName,
} from "./scope";
import { writeSelect } from "./select";

interface InnerTable {
  readonly from: string;
  readonly terms: Terms;
}

const aliases = ["s", "t", "orders", "i", "Inner", "products"];

/** A small query inside an expression reads one table, under a name that may be another table's. */
function innerTable(terms: Terms): InnerTable {
  const { place } = terms;
  const { choices, profile } = place;
  const relation = choices.pick(readableRelations(place));
  const alias = choices.chance(60) ? choices.pick(aliases) : relation.name;
  const named: Relation = { ...relation, name: alias };
  const written = writeName(profile, relation.name);
  const from = alias === relation.name ? written : `${written} AS ${writeName(profile, alias)}`;
  const visible = profile.features.has("correlated subqueries") ? [...terms.own.filter(isColumn), ...terms.outer] : [];
  const inner: Place = { ...place, depth: place.depth - 1 };
  return {
    from,
    terms: { place: inner, own: termsOf(inner, [named]), outer: reachableOuter(visible, [named]) },
  };
}

function isColumn(term: Term): boolean {
  return term.relation !== undefined;
}

/** Often ties the inner table to the query around. */
function innerCondition(terms: Terms): string {
  const { choices } = terms.place;
  const pairs = terms.own.flatMap((own) =>
    terms.outer.filter((outer) => outer.type === own.type).map((outer) => `${own.sql} = ${outer.sql}`),
  );
  if (pairs.length > 0 && choices.chance(70)) {
    const tie = choices.pick(pairs);
    return choices.chance(30) ? `${tie} AND ${condition(terms, 0)}` : tie;
  }
  return condition(terms, 0);
}

/** A query of one value: an aggregate without groups. */
export function scalarSubquery(terms: Terms, type: ValueType): string {
  const { choices, profile } = terms.place;
  if (type === "decimal" && !profile.features.has("decimal constants")) return literalOf(terms.place, type);
  const inner = innerTable(terms);
  const own = inner.terms.own.filter((term) => term.type === type);
  const where = choices.chance(80) ? ` WHERE ${innerCondition(inner.terms)}` : "";
  if (own.length === 0 || (type === "integer" && choices.chance(30))) {
    if (type !== "integer") return profile.cast("NULL", type);
    return `(SELECT ${profile.whole("count(*)")} FROM ${inner.from}${where})`;
  }
  return `(SELECT ${choices.pick(["max", "min"])}(${choices.pick(own).sql}) FROM ${inner.from}${where})`;
}

export function conditionSubquery(terms: Terms): string {
  const { choices, profile } = terms.place;
  const kind = choices.below(4);
  if (kind === 0 && profile.features.has("exists")) {
    const inner = innerTable(terms);
    return `${choices.pick(["", "NOT "])}EXISTS (SELECT ${choices.pick(["1", "*"])} FROM ${inner.from} WHERE ${innerCondition(inner.terms)})`;
  }
  const types = valueTypes.filter((type) => type !== "boolean" && terms.own.some((own) => own.type === type));
  if (types.length === 0) return "1 = 1";
  const type = choices.pick(types);
  const left = choices.pick(terms.own.filter((own) => own.type === type)).sql;
  if (kind === 1) return `${left} ${choices.pick(["=", "<=", "<>"])} ${scalarSubquery(terms, type)}`;
  const place = { ...terms.place, depth: Math.max(0, terms.place.depth - 1), outer: [] };
  const query = writeSelect(place, { types: [type], simple: true }).sql;
  if (kind === 2 && profile.features.has("quantified comparison")) {
    return `${left} ${choices.pick(["= ANY", "<> ALL", ">= ALL", "< ANY"])} (${query})`;
  }
  const tested = profile.features.has("mixed numbers") ? left : profile.cast(left, type);
  return `${tested} ${choices.pick(["", "NOT "])}IN (${query})`;
}
