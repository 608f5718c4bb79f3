import type { Place, Term, ValueType } from "./scope";
import { conditionSubquery, scalarSubquery } from "./subqueries";

/** What an expression is made of here: columns of this query, group keys, aggregates, columns of the queries around. */
export interface Terms {
  readonly place: Place;
  readonly own: readonly Term[];
  readonly outer: readonly Term[];
}

const literals: Readonly<Record<ValueType, readonly string[]>> = {
  integer: ["1", "0", "2", "3", "5", "-1", "20", "100"],
  text: ["'open'", "'north'", "'alpha'", "''", "'a%'", "'O''Brien'", "'ß 日本'", "'beta'", "'x'"],
  decimal: ["1.5", "0.25", "10.00", "-3.5"],
  date: ["2020-01-05", "2021-06-15", "2022-03-01"],
  boolean: ["TRUE", "FALSE"],
};

export const valueTypes: readonly ValueType[] = ["integer", "text", "decimal", "date", "boolean"];

export function literalOf({ choices, profile }: Place, type: ValueType): string {
  return profile.literal(choices.pick(literals[type]), type);
}

/** A column of the type, else a literal. */
export function term(terms: Terms, type: ValueType): string {
  const { choices } = terms.place;
  const own = terms.own.filter((candidate) => candidate.type === type);
  const outer = terms.outer.filter((candidate) => candidate.type === type);
  if (outer.length > 0 && (own.length === 0 || choices.chance(20))) return choices.pick(outer).sql;
  if (own.length > 0 && !choices.chance(10)) return choices.pick(own).sql;
  return literalOf(terms.place, type);
}

/** An expression of the type that fails for no value. */
export function value(terms: Terms, type: ValueType, depth = 2): string {
  const { choices, profile, depth: nesting } = terms.place;
  if (depth === 0 || choices.chance(45)) return term(terms, type);
  const inner = (wanted: ValueType) => value(terms, wanted, depth - 1);
  switch (choices.below(9)) {
    case 0:
    case 1:
      return term(terms, type);
    case 2:
      return `coalesce(${inner(type)}, ${literalOf(terms.place, type)})`;
    case 3:
      return `CASE WHEN ${condition(terms, depth - 1)} THEN ${inner(type)}${choices.chance(60) ? ` ELSE ${inner(type)}` : ""} END`;
    case 4:
      return nesting > 0 && type !== "boolean" ? scalarSubquery(terms, type) : term(terms, type);
    case 5:
      return choices.chance(50)
        ? `nullif(${inner(type)}, ${literalOf(terms.place, type)})`
        : profile.cast(choices.chance(30) ? "NULL" : inner(type), type);
    default:
      return operation(terms, type, inner);
  }
}

/** Fails on the numbers of rows that are hidden, and on no other. */
function narrowed(terms: Terms): string {
  const { choices, profile } = terms.place;
  const small = terms.own.filter((own) => own.small);
  return small.length > 0 ? profile.narrow(choices.pick(small).sql) : term(terms, "integer");
}

function operation(terms: Terms, type: ValueType, inner: (type: ValueType) => string): string {
  const { choices, profile } = terms.place;
  switch (type) {
    case "integer":
      return choices.pick([
        () => `(${inner("integer")} + ${inner("integer")})`,
        () => `(${inner("integer")} - ${literalOf(terms.place, "integer")})`,
        () => `${inner("integer")} * ${choices.pick(["2", "10", "100"])}`,
        () => `abs(${inner("integer")})`,
        () => profile.remainder(inner("integer"), choices.pick(["3", "7"])),
        () => profile.whole(`length(${inner("text")})`),
        () => profile.year(inner("date")),
        () => `- ${term(terms, "integer")}`,
        () => narrowed(terms),
      ])();
    case "text":
      return choices.pick([
        () => `upper(${inner("text")})`,
        () => `lower(${inner("text")})`,
        () => profile.concat(inner("text"), inner("text")),
        () => profile.start(inner("text")),
        () => profile.cast(inner("integer"), "text"),
        () => `replace(${inner("text")}, 'n', 'N')`,
        () => profile.trimmed(inner("text")),
      ])();
    case "decimal":
      return choices.pick([
        () => `(${inner("decimal")} + ${term(terms, "decimal")})`,
        () => `round(${inner("decimal")}, 1)`,
        () => profile.cast(inner("integer"), "decimal"),
        () => `(${term(terms, "decimal")} * 2)`,
      ])();
    case "date":
      return choices.pick([
        () => `(${profile.dayLater(term(terms, "date"))})`,
        () => profile.monthStart(inner("date")),
        () => `greatest(${term(terms, "date")}, ${literalOf(terms.place, "date")})`,
      ])();
    case "boolean":
      return `(${condition(terms, 1)})`;
  }
}

/** A condition over the terms; NULL is among its answers. */
export function condition(terms: Terms, depth = 2): string {
  const { choices } = terms.place;
  if (depth > 0 && choices.chance(35)) {
    const [a, b] = [condition(terms, depth - 1), condition(terms, depth - 1)];
    return choices.pick([`(${a} AND ${b})`, `(${a} OR ${b})`, `NOT (${a})`]);
  }
  if (terms.place.depth > 0 && choices.chance(20)) return conditionSubquery(terms);
  return comparison(terms, depth);
}

function comparison(terms: Terms, depth: number): string {
  const { choices, profile } = terms.place;
  const comparable = valueTypes.filter(
    (type) =>
      terms.own.some((own) => own.type === type) && (type !== "boolean" || profile.features.has("boolean columns")),
  );
  const type = comparable.length > 0 ? choices.pick(comparable) : "integer";
  const left = value(terms, type, Math.min(depth, 1));
  if (type === "boolean") return choices.pick([`${left} IS TRUE`, `${left}`, `${left} IS NOT FALSE`, `NOT ${left}`]);
  const right = () => value(terms, type, Math.min(depth, 1));
  switch (choices.below(9)) {
    case 8:
      return `${narrowed(terms)} ${choices.pick(["=", ">", "<>"])} ${literalOf(terms.place, "integer")}`;
    case 1:
      return `${left} IS ${choices.pick(["", "NOT "])}NULL`;
    case 2:
      return listed(terms, type, left, right);
    case 3:
      return `${left} ${profile.features.has("not between") ? choices.pick(["", "NOT "]) : ""}BETWEEN ${right()} AND ${right()}`;
    case 4:
      return type === "text"
        ? `${left} ${choices.pick(["", "NOT "])}LIKE ${choices.pick(["'n%'", "'%e_'", "'%'"])}`
        : `${left} = ${right()}`;
    case 5:
      return profile.features.has("is distinct from")
        ? `${left} IS ${choices.pick(["", "NOT "])}DISTINCT FROM ${right()}`
        : `${left} <> ${right()}`;
    case 6:
      return profile.features.has("row comparison")
        ? `(${left}, ${term(terms, "integer")}) = (${right()}, ${term(terms, "integer")})`
        : `${left} >= ${right()}`;
    default:
      return `${left} ${choices.pick(["=", "<", ">=", "<>", ">", "<="])} ${right()}`;
  }
}

function listed(terms: Terms, type: ValueType, left: string, right: () => string): string {
  const { choices, profile } = terms.place;
  if (type === "decimal" && !profile.features.has("decimal constants")) return `${left} <> ${right()}`;
  const item = profile.features.has("columns in lists") ? right : () => literalOf(terms.place, type);
  return `${left} ${choices.pick(["", "NOT "])}IN (${choices.several(1, 3, item).join(", ")})`;
}
