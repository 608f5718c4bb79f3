import { SqlRefusal } from "@/lib/sql/sql-refusal";

/** The one answer for a table that is hidden, uncovered, in a foreign schema, or absent: they must not differ (R04). */
export function unknownTable(written: string): SqlRefusal {
  return new SqlRefusal("sql_unknown_table", `Table "${written}" does not exist or is not available to you`);
}

/** The one answer for a column that is excluded, of the system, or absent (R04). */
export function unknownColumn(written: string): SqlRefusal {
  return new SqlRefusal("sql_unknown_column", `Column "${written}" does not exist or is not available to you`);
}

/** A dataset whose own query cannot be answered for this actor, whatever the reason: its SQL is not theirs to know. */
export function datasetNotAvailable(name: string): SqlRefusal {
  return new SqlRefusal("sql_dataset_not_available", `Dataset "${name}" cannot be answered for you`);
}

export function constructNotAllowed(construct: string, advice?: string): SqlRefusal {
  return new SqlRefusal("sql_construct_not_allowed", `${construct} is not allowed${advice ? `: ${advice}` : ""}`);
}

export function functionNotAllowed(name: string): SqlRefusal {
  return new SqlRefusal("sql_function_not_allowed", `Function "${name}" is not allowed`);
}

export function typeNotAllowed(name: string): SqlRefusal {
  return new SqlRefusal("sql_type_not_allowed", `Type "${name}" is not allowed`);
}

export function tooComplex(what: string): SqlRefusal {
  return new SqlRefusal("sql_too_complex", `The query is too complex: ${what}. Split it or simplify it`);
}

export function notVerified(): SqlRefusal {
  return new SqlRefusal("sql_not_verified", "The query could not be secured with certainty. Write it in a simpler way");
}

export function misplacedPlaceholder(name: string, advice: string): SqlRefusal {
  return new SqlRefusal("sql_placeholder_misplaced", `Placeholder {{ ${name} }} cannot stand here: ${advice}`);
}
