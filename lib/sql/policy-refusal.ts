import { SqlRefusal } from "@/lib/sql/sql-refusal";

/**
 * Runs what applies a policy, and keeps the policy's text and columns out of every refusal: the caller did not write
 * it and may not know it. A value that is missing or of a wrong kind may be named.
 *
 * @throws SqlRefusal `sql_parameter_missing`, `sql_parameter_invalid`, else `sql_not_verified`
 */
export function applyingPolicy<T>(apply: () => T): T {
  try {
    return apply();
  } catch (error) {
    const aboutValue =
      error instanceof SqlRefusal && (error.code === "sql_parameter_missing" || error.code === "sql_parameter_invalid");
    if (aboutValue) throw new SqlRefusal(error.code, error.message);
    throw new SqlRefusal(
      "sql_not_verified",
      "A policy on this data cannot be applied. Ask an administrator to check it",
    );
  }
}
