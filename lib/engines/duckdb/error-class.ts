const classes =
  /^(Binder|Catalog|Parser|Conversion|Out of Range|Invalid Input|Permission|IO|INTERRUPT|Interrupt|FATAL|INTERNAL|Out of Memory|Constraint|Not implemented|Syntax|Invalid) Error/i;

/** The kind of a DuckDB error, from a closed list; the rest of its message may quote data and is dropped. */
export function errorClassOf(error: unknown): string {
  return (error instanceof Error && classes.exec(error.message)?.[1]) || "Unknown";
}

/** After these the engine declares the whole instance unusable. */
export function invalidatesInstance(errorClass: string): boolean {
  return errorClass === "FATAL" || errorClass === "INTERNAL";
}
