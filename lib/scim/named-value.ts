/** The value under a name, whose case means nothing (RFC 7643, 2.1); `name` is lower case. */
export function namedValue(resource: object, name: string): unknown {
  return Object.entries(resource).find(([key]) => key.toLowerCase() === name)?.[1];
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
