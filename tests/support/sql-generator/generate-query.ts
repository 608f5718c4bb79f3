import fc from "fast-check";
import { Choices } from "./choices";
import type { DialectProfile } from "./dialect-profile";
import { type Column, type Place, type Relation, termsOf, writeName } from "./scope";
import { type Query, writeSelect } from "./select";

/** Tapes of decisions; shrinking them shrinks the query that they stand for. */
export const queryTapes = fc.array(fc.nat(65_535), { maxLength: 260, size: "max" });

const commonNames = ["w", "orders", "customers", "Line Items", "Step One", "products", "group", "note"];

/** One statement over the tables as their reader sees them: valid, of one meaning, and failing for no data. */
export function generateQuery(profile: DialectProfile, tables: readonly Relation[], tape: readonly number[]): Query {
  const choices = new Choices(tape);
  const place: Place = { choices, profile, tables, commonTables: [], depth: 2, outer: [] };
  if (profile.features.has("recursive") && choices.chance(6)) return recursive(place);
  const steps: string[] = [];
  let known: readonly Relation[] = [];
  const wanted = profile.features.has("with queries") ? choices.pick([0, 0, 1, 2]) : 0;
  for (let count = 0; count < wanted; count += 1) {
    const name = choices.pick(commonNames.filter((one) => !known.some((other) => other.name === one)));
    const step = commonTable({ ...place, commonTables: known, depth: 1 }, name);
    steps.push(step.sql);
    known = [...known, { name, columns: step.columns }];
  }
  const main = writeSelect({ ...place, commonTables: known }, {});
  return steps.length === 0 ? main : { ...main, sql: `WITH ${steps.join(", ")} ${main.sql}` };
}

function commonTable(place: Place, name: string): { sql: string; columns: readonly Column[] } {
  const { choices, profile } = place;
  const query = writeSelect(place, { named: true });
  const rename = choices.chance(20);
  const columns = rename ? query.columns.map((column, index) => ({ ...column, name: `w${index + 1}` })) : query.columns;
  const list = rename ? `(${columns.map((column) => column.name).join(", ")})` : "";
  return { sql: `${writeName(profile, name)}${list} AS (${query.sql})`, columns };
}

/** Follows two columns of a table for a few steps. */
function recursive(place: Place): Query {
  const { choices, profile } = place;
  const integers = place.tables.filter(
    (table) => table.columns.filter((column) => column.type === "integer").length > 1,
  );
  const table = choices.pick(integers);
  const named: Relation = { name: "base", columns: table.columns };
  const columns = termsOf({ ...place, choices: new Choices([]) }, [named]).filter((term) => term.type === "integer");
  const [from, to] = [choices.pick(columns).sql, choices.pick(columns).sql];
  const read = `${writeName(profile, table.name)} AS base`;
  const walk: Relation = {
    name: "walk",
    columns: [
      { name: "step", type: "integer" },
      { name: "node", type: "integer" },
    ],
  };
  const body =
    `SELECT 1, ${profile.cast(from, "integer")} FROM ${read} UNION ${choices.pick(["", "ALL "])}` +
    `SELECT walk.step + 1, ${profile.cast(to, "integer")} FROM walk JOIN ${read} ON ${from} = walk.node WHERE walk.step < ${2 + choices.below(2)}`;
  const main = writeSelect({ ...place, commonTables: [walk] }, {});
  return { ...main, sql: `WITH RECURSIVE walk(step, node) AS (${body}) ${main.sql}` };
}
