import type { Browser, BrowserContext } from "playwright-core";
import { DomainError } from "@/lib/errors";
import { processState } from "@/lib/process-state";
import { findBrowser } from "./find-browser";

/** A browser costs a hundred megabytes: it goes when nobody has exported for so long. */
const idleMilliseconds = 60_000;

interface Held {
  browser: Promise<Browser> | null;
  users: number;
  timer: NodeJS.Timeout | null;
}

const held = processState<Held>("exports.browser", () => ({ browser: null, users: 0, timer: null }));

/**
 * Runs `work` in a browser context of its own: no cookies, no storage, no history, and no network but `origin` (R24).
 * Names are not looked up at all, so that even what a page could be made to ask for does not leave the machine.
 *
 * @throws DomainError `data_source_unavailable` when the server has no browser
 */
export async function withBrowserContext<T>(
  origin: string,
  options: { readonly dark: boolean; readonly locale: string; readonly timeZone: string; readonly width: number },
  work: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  if (held.timer) clearTimeout(held.timer);
  held.users += 1;
  try {
    const browser = await sharedBrowser();
    const context = await browser.newContext({
      viewport: { width: options.width, height: 900 },
      deviceScaleFactor: 2,
      colorScheme: options.dark ? "dark" : "light",
      reducedMotion: "reduce",
      locale: options.locale,
      timezoneId: options.timeZone,
      acceptDownloads: false,
      serviceWorkers: "block",
    });
    try {
      await context.route("**/*", (route) => {
        const isOwn = new URL(route.request().url()).origin === origin;
        return isOwn ? route.continue() : route.abort("blockedbyclient");
      });
      return await work(context);
    } finally {
      await context.close().catch(() => undefined);
    }
  } finally {
    held.users -= 1;
    if (held.users === 0) {
      held.timer = setTimeout(() => void closeBrowser(), idleMilliseconds);
      held.timer.unref();
    }
  }
}

async function sharedBrowser(): Promise<Browser> {
  const running = await held.browser?.catch(() => null);
  if (running?.isConnected()) return running;
  held.browser = launch();
  held.browser.catch(() => {
    held.browser = null;
  });
  return held.browser;
}

async function launch(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (!executablePath) throw noBrowser();
  // Loaded when it is first needed: most servers never export.
  const { chromium } = await import("playwright-core");
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    // Chromium's sandbox refuses to run as root; whoever wants it runs the portal as an ordinary user.
    chromiumSandbox: !isRoot,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ],
  });
}

/** The answer where there is nothing to draw with. */
export function noBrowser(): DomainError {
  return new DomainError(
    "data_source_unavailable",
    "PDF and PNG need a browser on the portal's server, and there is none. CSV downloads work without it.",
  );
}

/** Ends the browser; the next export starts another. */
export async function closeBrowser(): Promise<void> {
  if (held.timer) clearTimeout(held.timer);
  const closing = held.browser;
  held.browser = null;
  await closing?.then((browser) => browser.close()).catch(() => undefined);
}
