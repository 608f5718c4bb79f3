const anywhere = "http://portal.invalid";

/**
 * Where to go after signing in: an address of this portal, or its start page for whatever else a link may name.
 * Looks at the address as a browser would read it, since `/.//host` and `/\host` lead away too.
 */
export function localPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, anywhere)) return "/";
  const { origin, pathname, search } = new URL(next, anywhere);
  return origin === anywhere && !pathname.startsWith("//") ? pathname + search : "/";
}
