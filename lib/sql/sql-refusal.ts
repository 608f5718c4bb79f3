/** Why the guard refuses; stable, so that an editor can act on it. */
export type SqlRefusalCode =
  | "sql_syntax_error"
  | "sql_not_a_query"
  | "sql_construct_not_allowed"
  | "sql_function_not_allowed"
  | "sql_type_not_allowed"
  | "sql_unknown_table"
  | "sql_unknown_column"
  | "sql_placeholder_misplaced"
  | "sql_parameter_missing"
  | "sql_parameter_invalid"
  | "sql_dataset_not_available"
  | "sql_too_complex"
  | "sql_not_verified";

/**
 * The guard's only way to say no. The message names the construct and tells an author what to change; it never holds
 * data. `line` and `column` count from 1 in the caller's text.
 */
export class SqlRefusal extends Error {
  override readonly name = "SqlRefusal";

  constructor(
    readonly code: SqlRefusalCode,
    message: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(message);
  }
}
