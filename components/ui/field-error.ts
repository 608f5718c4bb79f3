/** All errors but those of a field and of what is inside it. */
export function withoutErrorsUnder<T>(errors: Readonly<Record<string, T>>, field: string): Record<string, T> {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => name !== field && !name.startsWith(`${field}.`)));
}

/** The first error of a field or of anything inside it, for inputs that edit a whole object or list. */
export function errorUnder(errors: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const path = Object.keys(errors).find((name) => name === field || name.startsWith(`${field}.`));
  if (path === undefined) return undefined;
  const inside = path.slice(field.length + 1);
  return inside ? `${inside}: ${String(errors[path])}` : String(errors[path]);
}
