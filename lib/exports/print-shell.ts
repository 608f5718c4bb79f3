import { contentSecurityPolicy } from "@/lib/embed/embed-shell";
import { findPrintAssets } from "@/lib/embed/viewer-assets";

/**
 * Answers `GET /embed/print/shell`: the document that the server's own browser fills in. It holds nothing of anybody, and
 * nothing comes into it without a render token.
 */
export async function printShellResponse(): Promise<Response> {
  const assets = await findPrintAssets();
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": contentSecurityPolicy("'none'"),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
  };
  if (!assets) return new Response("The viewer has not been built.", { status: 503, headers });
  const styles = assets.styles.map((name) => `<link rel="stylesheet" href="/viewer/${name}">`).join("\n");
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Dashboard</title>
${styles}
<script type="module" src="/viewer/${assets.script}"></script>
</head>
<body><div id="root"></div></body>
</html>
`;
  return new Response(html, { headers });
}
