import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import esbuild from "esbuild";

const root = process.cwd();
const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css" };

/** Bundles the gallery of all kinds of card and serves it on loopback until it is closed. */
export async function serveGallery(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "chart-gallery-"));
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { main: "tests/support/chart-gallery/gallery.tsx" },
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    jsx: "automatic",
    alias: { "@": root },
    loader: { ".module.css": "local-css" },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  const server = http.createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? "/", "http://localhost").pathname) || "index.html";
    const type = types[path.extname(name)];
    if (!type) return void response.setHeader("Content-Type", "text/html").end(page);
    response.setHeader("Content-Type", type).end(fs.readFileSync(path.join(outdir, name)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(outdir, { recursive: true, force: true });
    },
  };
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Charts</title><link rel="stylesheet" href="/main.css">
<style>body { margin: 0; padding: 16px; background: #f6f7f8 } [data-theme="dark"] body { background: #0d0f12; }</style>
</head><body><div id="root"></div><script type="module" src="/main.js"></script></body></html>`;
