import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import type { DemoFile } from "@/lib/demo/demo-file";
import { median, print, shown } from "../measuring/median";

const rounds = 10;
const many = 25;

type Api = <T>(method: string, path: string, body?: unknown) => Promise<T>;

interface Board {
  readonly id: string;
  readonly secret: string;
}

interface CardDefinition {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** What one opening of an embed took, as the framed document itself saw it. */
interface Opening {
  readonly largestPaint: number;
  readonly complete: number;
  readonly shift: number;
  readonly scriptBytes: number;
}

/** The demo's dashboard and one of 25 cards, each opened ten times in a page of another origin; medians. */
export async function benchEmbedPage(browser: Browser, demo: DemoFile, api: Api): Promise<void> {
  const host = await startHost(demo.portalUrl);
  try {
    const project = await api<{ allowedOrigins: string[] }>("GET", `/api/v1/projects/${demo.projectId}`);
    const allowedOrigins = [...project.allowedOrigins, host.origin];
    await api("PATCH", `/api/v1/projects/${demo.projectId}`, { allowedOrigins });
    const boards = { "demo dashboard": demo.dashboards.rows, [`${many} cards`]: await manyCards(demo, api) };
    for (const [name, board] of Object.entries(boards)) {
      const token = await mint(demo, board);
      const openings: Opening[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        const opening = await openEmbed(browser, `${host.origin}/?id=${board.id}#${token}`);
        // The first one fills the caches.
        if (round > 0) openings.push(opening);
      }
      const of = (figure: keyof Opening) => median(openings.map((opening) => opening[figure]));
      print(
        `embed: ${name}`,
        `LCP ${shown(of("largestPaint"))} (bar 800), complete ${shown(of("complete"))} (bar 1500 for 25), CLS ${of("shift").toFixed(3)} (bar 0.05), scripts ${(of("scriptBytes") / 1024).toFixed(0)} KB gzip (bar 240)`,
      );
    }
  } finally {
    host.close();
  }
}

/** A page as a customer's own: it frames the dashboard and knows nothing else. */
async function startHost(portalUrl: string) {
  const html = `<!doctype html><meta charset="utf-8"><title>Host</title><body style="margin:0">
<script src="${portalUrl}/embed.js"></script><div id="place"></div><script>
const token = location.hash.slice(1);
Bulkhead.mount(document.getElementById("place"), {
  dashboardId: new URLSearchParams(location.search).get("id"), getToken: async () => token,
});
</script>`;
  const server = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html; charset=utf-8").end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** The demo's own cards, again and again in rows of three. */
async function manyCards(demo: DemoFile, api: Api): Promise<Board> {
  const { cards } = await api<{ cards: CardDefinition[] }>("GET", `/api/v1/dashboards/${demo.dashboards.rows.id}`);
  const drawn = cards.filter(({ kind, sql }) => kind !== "TEXT" && typeof sql === "string");
  const chosen = Array.from({ length: many }, (_empty, index) => {
    const { id: _, ...card } = drawn[index % drawn.length] as CardDefinition;
    const layout = { x: (index % 3) * 4, y: Math.floor(index / 3) * 4, width: 4, height: 4 };
    return { ...card, layout, tabId: null, interactions: [] };
  });
  const { filters } = await api<{ filters: unknown[] }>("GET", `/api/v1/dashboards/${demo.dashboards.rows.id}`);
  const board = await api<{ id: string }>("POST", "/api/v1/dashboards", {
    projectId: demo.projectId,
    title: "Many cards",
    filters: filters.map((filter) => {
      const { offersValues: _, ...declared } = filter as Record<string, unknown>;
      return declared;
    }),
    cards: chosen,
  });
  await api("POST", `/api/v1/dashboards/${board.id}/shares`, {
    scope: "ALL_TENANTS",
    level: "VIEWER",
    dashboardVersion: 1,
  });
  const { secret } = await api<{ secret: string }>("GET", `/api/v1/dashboards/${board.id}/secret`);
  return { id: board.id, secret };
}

async function mint(demo: DemoFile, { id: dashboardId, secret: dashboardSecret }: Board): Promise<string> {
  const response = await fetch(`${demo.portalUrl}/api/v1/token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ dashboardId, dashboardSecret, tenantId: demo.tenants[0]?.id }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

async function openEmbed(browser: Browser, address: string): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const scripts: Promise<number>[] = [];
  try {
    // The name that the TypeScript loader gives to functions is not there in a browser.
    await context.addInitScript("globalThis.__name = (named) => named");
    await context.addInitScript(watchPainting);
    const page = await context.newPage();
    page.on("response", (response) => {
      // As a server in front would send it: what comes uncompressed here is weighed as gzip.
      if (/\/viewer\/.*\.js$/.test(response.url())) scripts.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(address);
    const frame = await (await page.waitForSelector("iframe")).contentFrame();
    if (!frame) throw new Error("the host page framed nothing");
    const handle = await frame.waitForFunction(() => (window as unknown as { seen?: object }).seen, null, {
      timeout: 60_000,
    });
    const seen = (await handle.jsonValue()) as Omit<Opening, "scriptBytes">;
    const sizes = await Promise.all(scripts);
    return { ...seen, scriptBytes: sizes.reduce((sum, size) => sum + size, 0) };
  } finally {
    await context.close();
  }
}

/** Runs in every document: notes what it painted, and sums it up when no card is awaited any more. */
function watchPainting(): void {
  if (window.top === window) return;
  const state = { largestPaint: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) state.largestPaint = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) state.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  const look = () => {
    const cards = document.querySelectorAll("[data-card-id]").length;
    const awaited = document.querySelectorAll('[data-card-id][aria-busy="true"]').length;
    if (cards === 0 || awaited > 0) return requestAnimationFrame(look);
    const complete = performance.now();
    // Paints are told about a little later.
    return setTimeout(() => Object.assign(window, { seen: { ...state, complete } }), 500);
  };
  requestAnimationFrame(look);
}
