import type { DomainQuery } from "../domain-query-schema";
import { domainRefusal } from "./domain-refusal";
import type { FoundMeasure } from "./find-field";
import type { Spelling } from "./source-columns";

/** Grouped rows or rows as they are, in columns with made-up names. */
export interface Result {
  readonly sql: string;
  readonly isGrouped: boolean;
  /** The column that holds a measure. */
  nameOf(measure: FoundMeasure): string;
}

export interface ResultShape extends Result {
  /** What the answer shows, in its order: the name people's cards know, and the made-up one. */
  readonly columns: readonly { readonly title: string; readonly name: string }[];
  /** Conditions on groups. */
  readonly having: readonly string[];
  readonly spelling: Spelling;
  freshName(): string;
}

/** Longer names are cut off by some engines, and a card would not find its column. */
const longestName = 63;

/**
 * The answer's own columns, in order and no longer than asked for. Rows without a value come last, on every engine.
 *
 * @throws DomainError `query_refused`
 */
export function resultSql(query: DomainQuery, shape: ResultShape): string {
  const { columns, spelling } = shape;
  const titles = columns.map(({ title }) => title);
  const twice = titles.find((title, at) => titles.indexOf(title) !== at);
  if (twice !== undefined) throw domainRefusal(`${twice} is chosen twice`);
  const long = titles.find((title) => title.length > longestName);
  if (long !== undefined) throw domainRefusal(`The name ${long} is too long for a column`);
  const shown = columns.map(({ title, name }) => `${name} AS ${spelling.dialect.quote(title)}`);
  const where = shape.having.length > 0 ? ` WHERE ${shape.having.map((one) => `(${one})`).join(" AND ")}` : "";
  const order = orderOf(query, shape).flatMap(({ name, descending }) => [
    `${name} IS NULL`,
    descending ? `${name} DESC` : name,
  ]);
  const sorted = order.length > 0 ? ` ORDER BY ${order.join(", ")}` : "";
  return `SELECT ${shown.join(", ")} FROM (${shape.sql}) AS ${shape.freshName()}${where}${sorted} LIMIT ${query.limit}`;
}

interface Ordered {
  readonly name: string;
  readonly descending: boolean;
}

function orderOf(query: DomainQuery, { columns, isGrouped }: ResultShape): Ordered[] {
  const order = query.sort.map(({ column, direction }): Ordered => {
    const found = columns.find(({ title }) => title === column);
    if (!found) throw domainRefusal(`The answer has no column ${column} to sort by`, { column });
    return { name: found.name, descending: direction === "descending" };
  });
  if (!isGrouped) return order;
  const dimensions = columns.slice(0, query.dimensions.length);
  if (order.length === 0) order.push(...usualOrder(query, columns));
  // Equal ones in one order, so that a limit cuts the same rows each time.
  const sorted = new Set(order.map(({ name }) => name));
  return [
    ...order,
    ...dimensions.filter(({ name }) => !sorted.has(name)).map(({ name }) => ({ name, descending: false })),
  ];
}

/** By time where there is one, else the largest first. */
function usualOrder(query: DomainQuery, columns: ResultShape["columns"]): Ordered[] {
  const time = columns[query.dimensions.findIndex(({ grain }) => grain !== undefined)];
  if (time) return [{ name: time.name, descending: false }];
  const [measure] = columns.slice(query.dimensions.length);
  return measure && query.dimensions.length > 0 ? [{ name: measure.name, descending: true }] : [];
}
