/** The first error of a field or of anything inside it, for inputs that edit a whole object or list. */
export function errorUnder(errors: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const path = Object.keys(errors).find((name) => name === field || name.startsWith(`${field}.`));
  if (path === undefined) return undefined;
  const inside = path.slice(field.length + 1);
  return inside ? `${inside}: ${String(errors[path])}` : String(errors[path]);
}
