/**
 * The demo's other side: a customer's own product that shows Bulkhead's dashboards. Plain Node on a port of its own,
 * as it would be on a server of its own: `BULKHEAD_DEMO_FILE=.data/demo.json node scripts/demo-host/server.mjs`.
 */
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = path.dirname(fileURLToPath(import.meta.url));
const port = Number(process.env.BULKHEAD_DEMO_HOST_PORT ?? 3001);
const demoFile = process.env.BULKHEAD_DEMO_FILE ?? path.join(process.env.BULKHEAD_DATA_DIR ?? ".data", "demo.json");
const portalMilliseconds = 10_000;

const files = {
  "/": ["page.html", "text/html; charset=utf-8"],
  "/page.css": ["page.css", "text/css; charset=utf-8"],
  "/page.js": ["page.js", "text/javascript; charset=utf-8"],
};

/** Read anew each time: the portal may be seeded while this page is already open. */
function readDemo() {
  return JSON.parse(fs.readFileSync(demoFile, "utf8"));
}

/** What the page may know. The dashboards' secrets stay here. */
function pageData() {
  const { portalUrl, tenants, dashboards } = readDemo();
  const ids = Object.fromEntries(Object.entries(dashboards).map(([style, { id }]) => [style, id]));
  return { portalUrl, tenants: tenants.map(({ key, name }) => ({ key, name })), dashboards: ids };
}

/**
 * Exchanges a dashboard's secret for a token, from server to server. A real product takes the tenant from the session
 * of whoever is signed in, and never from the address; here the visitor plays every customer in turn.
 */
async function embedToken(parameters) {
  const { portalUrl, tenants, dashboards } = readDemo();
  const dashboard = dashboards[parameters.get("style") ?? ""];
  const tenant = tenants.find(({ key }) => key === parameters.get("tenant"));
  if (!dashboard || !tenant) return [404, { error: "No such dashboard or tenant" }];
  const response = await fetch(`${portalUrl}/api/v1/token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ dashboardId: dashboard.id, dashboardSecret: dashboard.secret, tenantId: tenant.id }),
    signal: AbortSignal.timeout(portalMilliseconds),
  });
  if (!response.ok) return [502, { error: `The portal gave no token (${response.status})` }];
  // The refresh token is this server's and goes no further.
  const { accessToken, expiresAt } = await response.json();
  return [200, { accessToken, expiresAt }];
}

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (request.method !== "GET") return send(response, 405, { error: "Only GET" });
  const file = files[pathname];
  if (file) {
    response.writeHead(200, { "Content-Type": file[1], "Cache-Control": "no-cache" });
    return response.end(fs.readFileSync(path.join(folder, file[0])));
  }
  try {
    if (pathname === "/api/demo") return send(response, 200, pageData());
    if (pathname === "/api/embed-token") return send(response, ...(await embedToken(searchParams)));
  } catch {
    return send(response, 503, { error: "The portal is not up" });
  }
  return send(response, 404, { error: "Not found" });
}

function send(response, status, body) {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
}

const server = http.createServer((request, response) => void answer(request, response));
server.once("error", (error) => {
  console.error(error.code === "EADDRINUSE" ? `Port ${port} is in use.` : error.message);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => process.send?.({ ready: true }));

function stop() {
  server.close(() => process.exit(0));
  server.closeAllConnections();
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
// Nobody is left who would end this process.
process.on("disconnect", stop);
