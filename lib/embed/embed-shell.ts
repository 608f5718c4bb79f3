import { createHash } from "node:crypto";
import { errorResponse } from "@/lib/http/responses";
import { type EmbedPlace, findEmbedPlace } from "./embed-origins";
import { findViewerAssets, type ViewerAssets } from "./viewer-assets";

/**
 * Answers `GET /embed/{id}` of a dashboard, or of a project whose token says which: the same small document for everybody, without a secret, a name or a value in
 * it, so that it may be cached. It may be framed by exactly the project's origins and by the portal itself; for what
 * does not exist, by nobody. No cookie is looked at (R08).
 */
export async function embedShellResponse(request: Request): Promise<Response> {
  try {
    const id = new URL(request.url).pathname.split("/").at(-1) ?? "";
    const [place, assets] = await Promise.all([findEmbedPlace(id), findViewerAssets()]);
    if (!place) return documentResponse(request, 404, noticeDocument("This dashboard is not available."), "'none'");
    const ancestors = ["'self'", ...place.origins].join(" ");
    if (!assets) return documentResponse(request, 503, noticeDocument("Dashboards are being prepared."), ancestors);
    return documentResponse(request, 200, shellDocument(id, place, assets), ancestors);
  } catch (error) {
    return errorResponse(error);
  }
}

function documentResponse(request: Request, status: number, html: string, frameAncestors: string): Response {
  const headers = new Headers({
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": contentSecurityPolicy(frameAncestors),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    // Kept by caches, and asked about each time: who may frame it can change.
    "Cache-Control": status === 200 ? "public, no-cache" : "no-store",
  });
  if (status !== 200) return new Response(html, { status, headers });
  const tag = `"${createHash("sha256").update(frameAncestors).update(html).digest("base64url").slice(0, 27)}"`;
  headers.set("ETag", tag);
  const known = request.headers.get("if-none-match")?.split(/\s*,\s*/) ?? [];
  if (known.includes(tag) || known.includes(`W/${tag}`)) return new Response(null, { status: 304, headers });
  return new Response(html, { status, headers });
}

/** What every document of the viewer may load: our own files and our own API. */
export function contentSecurityPolicy(frameAncestors: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join("; ");
}

function shellDocument(id: string, { of, origins }: EmbedPlace, assets: ViewerAssets): string {
  const links = [
    ...assets.styles.map((name) => `<link rel="stylesheet" href="/viewer/${name}">`),
    ...assets.preload.map((name) => `<link rel="modulepreload" href="/viewer/${name}">`),
  ];
  // `<` never stands as itself, so that no value can end the element.
  const shell = JSON.stringify({ dashboardId: of === "dashboard" ? id : null, origins }).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dashboard</title>
${links.join("\n")}
<script type="application/json" id="bulkhead-shell">${shell}</script>
<script type="module" src="/viewer/${assets.script}"></script>
</head>
<body><div id="root"></div><noscript>This dashboard needs JavaScript.</noscript></body>
</html>
`;
}

function noticeDocument(sentence: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Dashboard</title></head>
<body><p>${sentence}</p></body></html>
`;
}
