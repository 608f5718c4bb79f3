import { type Terms, term, value } from "./expressions";
import type { ValueType } from "./scope";

export interface WindowCall {
  readonly sql: string;
  /** Its answer depends on the order among equal rows, so a query may hold one such call only. */
  readonly ordering: boolean;
}

/** A window function; where it tells equal rows apart its window is ordered by everything in reach. */
export function windowCall(terms: Terms, type: ValueType, mayOrder: boolean): WindowCall {
  const { choices } = terms.place;
  const partition = choices.chance(60) ? `PARTITION BY ${columnTerm(terms)} ` : "";
  if (mayOrder && choices.chance(50)) {
    const everything = [...new Set(terms.own.map((own) => own.sql))].join(", ");
    const over = `OVER (${partition}ORDER BY ${everything})`;
    if (type === "integer" && choices.chance(60)) return { sql: `row_number() ${over}`, ordering: true };
    const call = choices.pick(["lag", "lead", "first_value"]);
    const argument = terms.place.profile.cast(term(terms, type), type);
    return { sql: `${call}(${argument}) ${over}`, ordering: true };
  }
  const order = choices.chance(60) ? `ORDER BY ${columnTerm(terms)}${choices.pick(["", " DESC"])}` : "";
  if (type === "integer" && order !== "" && choices.chance(50)) {
    return { sql: `${choices.pick(["rank", "dense_rank"])}() OVER (${partition}${order})`, ordering: false };
  }
  const call = type === "integer" ? choices.pick(["sum", "max", "count"]) : choices.pick(["min", "max"]);
  const frame =
    order !== "" && terms.place.profile.features.has("window frames") && choices.chance(30)
      ? " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
      : "";
  return { sql: `${call}(${value(terms, type, 1)}) OVER (${partition}${order}${frame})`, ordering: false };
}

function columnTerm(terms: Terms): string {
  return terms.place.choices.pick(terms.own).sql;
}
