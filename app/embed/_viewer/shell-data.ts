/** What the document says about itself. */
export interface ShellData {
  /** Null when the address names a project, whose token says which dashboards it opens. */
  readonly dashboardId: string | null;
  /** Origins whose pages may frame this document, and the only ones it talks to. */
  readonly origins: readonly string[];
}

/** Reads the document's own data; the portal's preview frames it from our own origin. */
export function readShell(): ShellData {
  const text = document.getElementById("bulkhead-shell")?.textContent ?? "{}";
  const { dashboardId = null, origins = [] } = JSON.parse(text) as Partial<ShellData>;
  return { dashboardId, origins: [...origins, window.location.origin] };
}

/** Takes the token out of `#token=` and erases it at once, so that neither history nor a copied address holds it. */
export function takeTokenFromAddress(): string | null {
  const { hash, pathname, search } = window.location;
  const token = new URLSearchParams(hash.slice(1)).get("token");
  if (token !== null) window.history.replaceState(null, "", pathname + search);
  return token;
}
